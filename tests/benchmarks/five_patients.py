"""How long five patients are at the kiosk: pages, words and minutes, from the checklist's own seconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kypho_prep import paths
from kypho_prep.content import Content, load
from kypho_prep.content.check import page_text
from kypho_prep.kiosk.route import TOGETHER
from kypho_prep.prep.checklist import Control
from kypho_prep.prep.interview.path import PageRef, pages
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.sample.scripted_patient import Script, Talk
from kypho_prep.workflow.answers.given import Given
from tests.benchmarks.timing import note
from tests.prep.builders import PROCEDURE, TODAY, Story, ticks

# An ordinary visit: two tests are ordered.
PATIENT_VISIT: dict[str, Any] = {"procedure_on": PROCEDURE, "tests": ("blood", "mri")}
SIX = ("Eliquis", "Ozempic", "metformin", "lisinopril", "atorvastatin", "vitamin D")
# A slow patient: so long to read a page, so long for a touch, and every tenth touch is a wrong one, taken back.
PAGE_SECONDS, TOUCH_SECONDS, WRONG = 4.0, 2.0, 0.1


@dataclass(frozen=True)
class Walk:
    """One patient's way: how many pages of which kind, how many words on them, and how many seconds they take."""

    name: str
    pages: int
    lessons: int
    words: int
    seconds: int
    slow_seconds: float


RIDE = {"ride.adult": True}
PATIENTS: Mapping[str, Script] = {
    "no medicine": Script(RIDE),
    "one blood thinner": Script({**RIDE, "medicines.groups_thin": ticks("blood_thinner")}, {"Eliquis": {}}),
    "six medicines": Script(
        {
            **RIDE,
            "medicines.groups_thin": ticks("blood_thinner", "weekly_shot"),
            "medicines.groups_more": ticks("sugar_heart_kidney"),
            "medicines.also": ticks("prescription", "vitamins"),
            "health.body": ticks("diabetes"),
        },
        {name: {} for name in SIX},
    ),
    "a helper answers": Script(
        {**RIDE, "start.who": "helper_for", "health.body": ticks("memory"), "health.support": ticks("walking")}
    ),
    "on the day": Script(RIDE),
}


def walk(content: Content, name: str) -> Walk:
    """Return what a patient's way costs; who comes on the day answers all of it on that day."""
    visit = PATIENT_VISIT
    story = Story(today=visit["procedure_on"] if name == "on the day" else TODAY, **visit)
    story.checklist, story.medicines = content.checklist, content.medicines
    story.fasts()

    def tell(given: Given) -> Situation:
        value = given.answer.stored() if given.answer is not None else None
        return story.says(given.item, value, given.entry, state=given.state).situation()

    talk = Talk(content.words("en"), story.situation(), PATIENTS[name], tell)
    while (page := talk.next_page()) is not None:
        talk.answer(page)
    return measured(content, name, talk.situation)


def measured(content: Content, name: str, situation: Situation) -> Walk:
    """Return the figures of a way that has been walked."""
    way = pages(situation)
    below = {page for page in way if page.item in TOGETHER.values()}  # it shares a screen with the question before it
    items = [content.checklist.item(page.item) for page in way]
    texts = [page_text(item, content.words("en")) for item in items]
    touches = sum(touched(situation, page) for page in way)
    return Walk(
        name=name,
        pages=len(way) - len(below),
        lessons=sum(item.control is Control.LESSON and not item.shows for item in items),
        words=sum(len(text.split()) for text in texts),
        seconds=sum(item.seconds for item in items),
        slow_seconds=(len(way) - len(below)) * PAGE_SECONDS + touches * (1 + 2 * WRONG) * TOUCH_SECONDS,
    )


def touched(situation: Situation, page: PageRef) -> int:
    """Return the touches of one page: those of its answer, letter by letter where it is typed, and Next."""
    reply = situation.reply(page.item, page.entry)
    control = situation.checklist.item(page.item).control
    if reply is None or control is Control.LESSON:
        return 1
    if control in (Control.TEXT, Control.PHONE, Control.NUMBER):
        return len(str(reply.value)) + 1
    if control is Control.TICKS:
        return max(1, len(reply.picked)) + 1
    return 2


def main() -> int:
    """Print the table of the five patients."""
    content = load(paths.resources())
    note("| patient | pages | of them lessons | words | minutes | a slow patient's minutes |")
    note("|---|---|---|---|---|---|")
    for name in PATIENTS:
        one = walk(content, name)
        minutes, slow = one.seconds / 60, one.slow_seconds / 60
        note(f"| {name} | {one.pages} | {one.lessons} | {one.words:,} | {minutes:.1f} | {slow:.1f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
