"""One clinic through both windows on one encrypted file: from the first start to a sign-off that a change revokes."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from kypho_prep.prep.sign_off.prep_sign_off import blockers, standing
from kypho_prep.prep.sign_off.stage import Stage, stage
from kypho_prep.prep.wording.sentences import blocker_words
from tests.journeys import house as place
from tests.journeys import steps
from tests.journeys.house import House

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
    "cipher_log_level": "NONE",
}


def change(house: House, visit: str, choice: str) -> None:
    """Hand the kiosk over; the patient answers the first question of bleeding anew, and the nurse looks again."""
    house.at_desk.hand_over(visit)
    steps.answer_anew(house, choice)
    house.staff_sign_in()
    house.at_desk.open_visit(visit)


def blocked_words(house: House) -> list[str]:
    """The words of every key that leads to something open."""
    if house.hand.sees("all_blockers"):
        house.hand.tap("all_blockers")
    found = [one for one in place.buttons(house.program.window) if one.objectName().startswith("blocker:")]
    return [one.accessibleName() or one.text() for one in found]


def test_from_the_first_start_to_a_sign_off_that_a_change_revokes(tmp_path: Path, qapp: QApplication) -> None:
    with place.standing(tmp_path) as house:
        steps.set_up(house)
        visit, code = steps.enter_visit(house)
        assert "O'Brien" not in house.said()
        steps.answer_and_leave_once(house, code)
        assert stage(house.situation(visit)) is Stage.TO_REVIEW
        house.staff_sign_in()
        house.at_desk.open_visit(visit)
        every_blocker_is_named(house, visit)
        steps.close_everything(house)
        steps.sign(house, visit)
        change(house, visit, "choice:none")
        assert standing(house.situation(visit)).stands, "the same answer again is no change"
        change(house, visit, "choice:bruises")
        the_sign_off_fell_and_says_why(house, visit)
        the_file_is_safe(house, tmp_path)


def every_blocker_is_named(house: House, visit: str) -> None:
    found = blockers(house.situation(visit))
    assert {one.kind for one in found} >= {"b", "d", "e"}
    assert blocked_words(house) == [blocker_words(house.words, one) for one in found]
    assert not house.hand.sees("sign")


def the_sign_off_fell_and_says_why(house: House, visit: str) -> None:
    fallen = standing(house.situation(visit))
    assert not fallen.stands
    assert [one.key for one in fallen.changes] == ["reply:bleeding.history"]
    assert house.words("bleeding.history.question") in house.said()
    assert house.words("bleeding.history.choice.bruises") in house.said()
    assert not house.hand.sees("sign")


def the_file_is_safe(house: House, folder: Path) -> None:
    """Every setting is as asked on the program's own connection, and nothing said stands in the file as it is."""
    pragmas = house.workplace.database.pragmas()
    assert {name: pragmas[name] for name in PRAGMAS} == PRAGMAS
    assert pragmas["cipher_version"].startswith("4.")
    written = b"".join(path.read_bytes() for path in (folder / "data").iterdir() if path.is_file())
    for told in ("O'Brien", "Marlowe", "Talked about it"):
        assert told.encode() not in written
