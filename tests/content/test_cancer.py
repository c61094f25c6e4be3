"""Cancer reaches the nurse: as the cause of the fracture, and as its medicines."""

import pytest

from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.catalogue import match
from tests.prep.builders import problems, suffixes, ticks
from tests.prep.test_against_the_content import CONTENT, real


@pytest.mark.parametrize("name", ["Revlimid", "velcade", "chemotherapy", "chemo", "lenalidomide", "Pomalyst"])
def test_a_cancer_medicine_is_amber(name: str) -> None:
    assert match(CONTENT.medicines, name).classes == ("cancer_medicine",)
    story = real().says("medicines.groups_thin", ticks("pain_pill")).takes("e1", name)
    assert problems(story)["medicine_cancer_medicine e1"].level is Level.AMBER


@pytest.mark.parametrize("name", ["Imbruvica", "Calquence", "Brukinsa", "zanubrutinib", "imbruvika"])
def test_a_medicine_that_impairs_platelets_is_an_open_loop(name: str) -> None:
    found = match(CONTENT.medicines, name)
    assert found.classes == ("btk_inhibitor",)
    story = real().says("medicines.groups_thin", ticks("pain_pill")).takes("e1", found.name or "")
    loop = problems(story)["loop e1"]
    assert (loop.level, loop.blocks) == (Level.AMBER, True)


def test_cancer_as_the_cause_is_one_card_with_cancer_ticked() -> None:
    cause = real().says("health.cause", "cancer")
    alone = problems(cause)["cancer health.body"]
    assert (alone.level, suffixes(alone)) == (Level.AMBER, ["cause"])
    both = problems(cause.says("health.body", ticks("cancer")))
    assert suffixes(both["cancer health.body"]) == ["reason", "cause"]
    assert len([one for one in both if one.startswith("cancer")]) == 1
