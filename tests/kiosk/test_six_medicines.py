"""Six medicines by touch alone, each touch counted; and hostile text through the real field."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from kypho_prep.prep.rules.flags import findings
from kypho_prep.tour.driver.guest import Guest
from kypho_prep.tour.driver.hand import Hand
from kypho_prep.tour.scenes.six_medicines import median_taps, six_medicines
from tests.kiosk.station import Station


def test_six_medicines_by_touch_alone(station: Station, tmp_path: Path) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    taken = six_medicines(
        Guest(
            Hand(station.window, tmp_path),
            station.window,
            {"medicines.dose": (), "medicines.also": ("choice:prescription",)},
        )
    )
    here = station.situation(visit)
    assert [one.name for one in taken] == ["Plavix", "Ozempic", "Xarelto", "clopidogrel", "metoprolol", "zorbilan"]
    assert [here.entry_name(one) for one in here.entries("medicine")] == [one.name for one in taken]
    assert [one.taps for one in taken if one.way == "tile"] == [1, 1]
    assert max(one.taps for one in taken) <= 12
    assert median_taps(taken) <= 6
    problems = {found.problem for found in findings(here)}
    assert {"loop", "contra_twice", "not_recognised"} <= problems
    assert len(list(tmp_path.glob("*.png"))) >= 8


HOSTILE = {
    "two thousand characters": "warfarin" * 250,
    "emoji": "💊💊 ❤️‍🩹",
    "right to left": "\u202eniraflraw\u202c دواء",
    "control characters": "war\x07fa\x00rin\x1b[31m\x7f",
    "only digits": "12345678901234567890",
    "markup": "<b>warfarin</b><img src=x onerror=alert(1)><script>1</script>",
    "placeholders": "{name} %s {0}",
    "nothing to see": "\u200b\u200b\u00a0 \u2028",
    "half a letter": "\u0301\u0301\u0301",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_kept_as_it_is_and_means_no_medicine(station: Station, text: str) -> None:
    visit = station.new_visit()
    station.come_in(visit)
    station.tap("choice:blood_thinner")
    station.go_on()
    while station.item != "medicines.group_names":
        station.answer()
    station.tap("another:blood_thinner")
    field = station.find("field")
    assert isinstance(field, QLineEdit)
    field.setText(text)
    station.settle()
    typed = field.text().strip()
    assert not [one for one in station.names() if one.startswith("suggestion:")]
    if not typed:
        station.tap("next")
        assert station.missing, "nothing was typed: nothing is kept, and the page says so"
        return
    station.tap("as_typed")
    station.go_on()
    here = station.situation(visit)
    (entry,) = here.entries("medicine")
    # A NUL shows as nothing, and no server's database can hold one: it is left out.
    typed = typed.replace("\0", "")
    assert here.entry_name(entry) == typed
    assert here.classes(entry) == ()
    assert [one.params for found in findings(here) for one in found.reasons if "not_recognised" in one.key] == [
        (("typed", typed),)
    ]
    assert station.find(f"remove:{entry}").isVisible()
    labels = [one for one in station.content.answer.findChildren(type(station.content.heading)) if one.text() == typed]
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in labels)
