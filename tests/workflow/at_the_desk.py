"""A nurse who records as fast as the file takes it, and says on the standard output what was acknowledged."""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from kypho_prep import paths
from kypho_prep.content import load
from kypho_prep.prep.chart import ActionKind, Ending, FactKind, InstructionAction
from kypho_prep.prep.rules.procedure_day import DayLine
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.desk import procedure_day, review
from kypho_prep.workflow.desk.review import ActionForm, InstructionForm
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import Workplace
from tests.workflow.clock import Clock

ON_THE_DAY = datetime(2026, 12, 8, 14, 0, tzinfo=UTC)
Entry = Callable[[str], object]


class Nurse:
    """What she records about one visit, each with words of its own that are found again."""

    def __init__(self, workplace: Workplace, staff: StaffMember, visit: str) -> None:
        self.workplace = workplace
        self.how = {"staff": staff, "visit": visit}

    def entries(self) -> dict[str, Entry]:
        return {
            "call": partial(self.fact, FactKind.CALL, ""),
            "result": partial(self.fact, FactKind.RESULT_SEEN, "inr"),
            "tick": partial(self.fact, FactKind.CHART_TICK, "weight"),
            "instruction": self.instruct,
            "action": self.act,
            "undo": self.undo,
            "not_complete": lambda text: review.not_complete(self.workplace, reason=text, **self.how),  # type: ignore[arg-type]
            "line": self.line,
            "edit": self.edit,
            "reopen": self.reopen,
        }

    def fact(self, kind: FactKind, subject: str, text: str) -> None:
        review.record_fact(self.workplace, kind=kind, subject=subject, value={"note": text}, **self.how)  # type: ignore[arg-type]

    def chart(self) -> review.Review:
        return review.open_chart(self.workplace, **self.how)  # type: ignore[arg-type]

    def instruct(self, text: str) -> None:
        standing = next(reversed(self.chart().situation.chart.current_instructions), None)
        form = InstructionForm("fasting", InstructionAction.NO_FASTING, text=text, decided_by="Dr. Lee")
        if standing is not None:
            form = replace(form, supersedes=standing.id, reason="Said again")
        review.instruct(self.workplace, form=form, **self.how)  # type: ignore[arg-type]

    def act(self, text: str) -> None:
        thread = next(card.thread for card in self.chart().cards if card.thread)
        form = ActionForm(ActionKind.NEEDS_CALL, text, due=ON_THE_DAY)
        review.act(self.workplace, thread=thread, action=form, **self.how)  # type: ignore[arg-type]

    def undo(self, text: str) -> None:
        standing = self.chart().situation.chart.current_actions
        if not standing:
            self.act(f"{text} first")
            standing = self.chart().situation.chart.current_actions
        review.undo(self.workplace, action=standing[-1].id, reason=text, **self.how)  # type: ignore[arg-type]

    def line(self, text: str) -> None:
        facts = self.chart().situation.chart.current_facts
        before = next((one.id for one in facts if one.kind is FactKind.DAY_CHECK), None)
        value = {"found": "no", "text": text}
        again = {"supersedes": before, "reason": "Looked again"} if before else {}
        procedure_day.record_line(self.workplace, line=DayLine.SKIN, value=value, **again, **self.how)  # type: ignore[arg-type]

    def edit(self, text: str) -> None:
        visit = str(self.how["visit"])
        person, form, _revision = schedule.forms(self.workplace, visit=visit)
        schedule.edit_visit(self.workplace, patient=person, form=replace(form, surgeon=text), **self.how)  # type: ignore[arg-type]

    def reopen(self, text: str) -> None:
        schedule.end_visit(self.workplace, ending=Ending.CANCELLED, reason="By mistake", **self.how)  # type: ignore[arg-type]
        schedule.reopen_visit(self.workplace, reason=text, **self.how)  # type: ignore[arg-type]


def main(folder: Path, visit: str, staff: StaffMember, seed: int) -> None:
    database = start.open_or_create(folder / "data", folder / "config")
    workplace = start.workplace(database, load(paths.resources()), clock=Clock(ON_THE_DAY), kiosk="kiosk-1")
    entries = Nurse(workplace, staff, visit).entries()
    chance = random.Random(seed)
    for number in range(10_000):
        name = list(entries)[number] if number < len(entries) else chance.choice(list(entries))
        text = f"mark{number:05d}end"
        print("begin", name, text, flush=True)  # noqa: T201
        entries[name](text)
        print("done", name, text, flush=True)  # noqa: T201


if __name__ == "__main__":
    from kypho_prep.workflow.clinic.staff import Role

    main(Path(sys.argv[1]), sys.argv[2], StaffMember(*sys.argv[4:7], Role.ADMINISTRATOR), int(sys.argv[3]))
