"""Each kind of answer has its widget at the kiosk and its field at the desk, found by the kind alone."""

import re

from kypho_prep.kiosk.controls.build import WIDGETS
from kypho_prep.nurse.review.forms.answer_fields import FIELDS
from kypho_prep.prep.answers.kinds import KIND_OF, kind_of
from kypho_prep.prep.checklist import Control
from tests.package.test_structure import ROOT
from tests.shipped import shipped

CHAIN = re.compile(r"^\s*elif .*\bcontrol\b", re.MULTILINE)


def test_every_kind_has_a_widget_and_a_field() -> None:
    assert set(KIND_OF) == set(Control)
    assert set(WIDGETS) == set(FIELDS) == set(KIND_OF.values())


def test_a_condition_may_name_what_the_kind_can_hold() -> None:
    for item in shipped().checklist.items:
        kind = kind_of(item)
        assert bool(item.choices) == kind.has_cards, item.id
        for value in kind.possible(item):
            assert isinstance(value, bool | str), item.id


def test_nowhere_is_a_kind_looked_for_branch_by_branch() -> None:
    files = (ROOT / "kypho_prep").rglob("*.py")
    assert [path.name for path in files if CHAIN.search(path.read_text(encoding="utf-8"))] == []
