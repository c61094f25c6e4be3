"""The patient's whole way from welcome to thanks by keys alone, and a name for everything that takes the focus."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.prep.checklist import Control
from kypho_prep.prep.reply import State
from kypho_prep.prep.rules.flags import findings
from kypho_prep.prep.sign_off.stage import Stage, stage
from tests.journeys.house import BORN, standing, with_clinic
from tests.keys_alone import Keys

PLANNED = {
    "medicines.groups_thin": ("choice:blood_thinner",),
    "medicines.still_taking": ("choice:yes",),
    "bleeding.history": ("choice:none",),
    "ride.adult": ("choice:yes",),
}


def name_a_medicine(keys: Keys) -> None:
    """Type a name wrong, choose the one that is offered, and keep it."""
    keys.press("another:blood_thinner")
    keys.look_round()
    keys.write("xeralt")
    keys.look_round()
    keys.press("suggestion:Xarelto")
    keys.go_on()


def type_in(keys: Keys, door: str, typed: str, pick: str) -> None:
    keys.press(door)
    keys.write(typed)
    keys.press(pick)
    keys.press("next")


def test_six_medicines_by_keys_alone(tmp_path: Path, qapp: QApplication) -> None:
    visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        keys = Keys(house.guest(), PLANNED)
        keys.sign_in(code, BORN)
        while keys.item != "medicines.group_names":
            keys.answer()
        another = "another:blood_thinner"
        type_in(keys, another, "xeralto", "suggestion:Xarelto")
        type_in(keys, another, "metroprolol", "suggestion:metoprolol")
        keys.press("tile:Plavix")
        tile = QApplication.focusWidget()
        assert tile is not None
        assert (tile.objectName(), tile.accessibleDescription()) == ("tile:Plavix", "On your list already")
        type_in(keys, another, "clopidogrel", "suggestion:clopidogrel")
        keys.look_round()
        keys.press("keep")
        type_in(keys, another, "little red one", "as_typed")
        type_in(keys, another, "ozempik", "suggestion:Ozempic")
        keys.look_round()
        here = house.situation(visit)
        named = [here.entry_name(one) for one in here.entries("medicine")]
        assert named == ["Xarelto", "metoprolol", "Plavix", "clopidogrel", "little red one", "Ozempic"]
        problems = {found.problem for found in findings(here)}
        assert {"contra_twice", "not_recognised"} <= problems
        assert house.hand.taps == 0
        assert keys.nameless == set()


def test_the_whole_way_from_welcome_to_thanks(tmp_path: Path, qapp: QApplication) -> None:
    visit, code = with_clinic(tmp_path)
    with standing(tmp_path) as house:
        keys = Keys(house.guest(), PLANNED)
        keys.sign_in(code, BORN)
        for _ in range(200):
            if keys.item == "check.summary":
                break
            if keys.item == "medicines.group_names" and not house.situation(visit).entries("medicine"):
                name_a_medicine(keys)
            else:
                keys.answer()
        asked = {
            house.workplace.content.checklist.item(reply.item).control for reply in house.situation(visit).chart.replies
        }
        assert {
            Control.TEXT,
            Control.PHONE,
            Control.SCENE,
            Control.LESSON,
            Control.MEDICINE_NAME,
            Control.LIST,
        } <= asked
        for item in ("check.summary", "check.plan"):
            assert keys.item == item
            keys.look_round()
            keys.go_on()
        keys.look_round()
        assert "A nurse will check your answers." in house.said()
        situation = house.situation(visit)
        assert stage(situation) is Stage.TO_REVIEW
        (entry,) = situation.entries("medicine")
        name = situation.chart.latest[("medicines.name", entry)]
        assert (name.state, name.value["typed"], name.value["confirmed"]) == (State.VALUE, "xeralt", "Xarelto")
        assert house.hand.taps == 0
        assert keys.nameless == set()
