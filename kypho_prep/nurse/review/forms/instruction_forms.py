"""A prescriber's word as staff records it: one medicine's instruction, and eating and drinking before the procedure."""

from __future__ import annotations

from dataclasses import replace

from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.widgets.fields import Field, LineField, PickField, TextField, YesField
from kypho_prep.prep.chart import Instruction, InstructionAction
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.interview.substances import best_standing
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.staff_entries.fasting import Fasting, fasting_state
from kypho_prep.prep.staff_entries.instructions import MEDICINE_ACTIONS, MORNING, WITHOUT_RESTART, gaps
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import InstructionForm, Review
from kypho_prep.workflow.errors import Invalid

FASTING = "fasting"
TIMES = ((InstructionAction.FASTING_FOOD, "food"), (InstructionAction.FASTING_LIQUIDS, "liquids"))


def instruction_form(opened: OpenVisit, subject: str, before: Instruction | None = None) -> InlineForm:
    """Return the form of a medicine's instruction, filled with the one that is to be completed or corrected."""
    before = before or best_standing(opened.situation, subject)
    desk, say = opened.desk, opened.say
    actions = [("", say("desk.instruction.choose"))]
    actions += [(one.value, say(f"desk.action.{one.value}")) for one in MEDICINE_ACTIONS]
    asked = [(one, say(f"desk.instruction.bridging_{one or 'not_asked'}")) for one in ("", "yes", "no")]
    rows: list[tuple[Field, ...]] = [
        (_line(opened, "decided_by"), PickField(desk, "action", say("desk.instruction.action"), actions)),
        (_line(opened, "on"), _line(opened, "at")),
        (TextField(desk, "text", say("desk.instruction.text")),),
        (YesField(desk, "read_back", say("desk.instruction.read_back")),),
        (_line(opened, "told_on"), _line(opened, "told_by")),
        (_line(opened, "restart"), PickField(desk, "bridging", say("desk.instruction.bridging"), asked)),
    ]
    if before is not None:
        rows.append((_line(opened, "reason"),))
    return InlineForm(opened, rows, lambda typed: _medicine(opened, subject, before, typed), _known(opened, before))


def morning_form(opened: OpenVisit, before: Instruction | None = None) -> InlineForm:
    """Return the form of the medicines of the morning: the prescriber's words for all of them, with a sip of water."""
    desk, say = opened.desk, opened.say
    text = TextField(desk, "text", say("desk.morning.text"))
    rows: list[tuple[Field, ...]] = [
        (_line(opened, "decided_by"),),
        (text,),
        (YesField(desk, "read_back", say("desk.instruction.read_back")),),
        (_line(opened, "told_on"), _line(opened, "told_by")),
    ]
    if before is not None:
        rows.append((_line(opened, "reason"),))
    made = InlineForm(opened, rows, lambda typed: _morning(opened, before, typed), _known(opened, before))
    asking = [opened.situation.entry_name(card.finding.subject) for card in opened.review.cards if _asks(card)]
    if asking:
        text.echo(say("desk.morning.asking", names=", ".join(asking)))
    return made


def fasting_form(opened: OpenVisit) -> InlineForm:
    """Return the form of eating and drinking: absolute local times for food and clear liquids, or none ordered."""
    desk, say = opened.desk, opened.say
    orders = [(one, say(f"desk.fasting.order_{one or 'choose'}")) for one in ("", "times", "none")]
    rows: list[tuple[Field, ...]] = [(PickField(desk, "order", say("desk.fasting.order"), orders),)]
    for _action, part in TIMES:
        rows.append((_eating(opened, f"{part}_on"), _eating(opened, f"{part}_at")))
    rows.append((_line(opened, "decided_by"),))
    rows.append((_line(opened, "told_on"), _line(opened, "told_by")))
    # What is seldom typed stands last: left empty, the usual words are taken.
    rows += [(_eating(opened, f"{part}_text"),) for _action, part in TIMES]
    return InlineForm(opened, rows, lambda typed: _fasting(opened, typed), _known_fasting(opened))


def current(situation: Situation, action: InstructionAction) -> Instruction | None:
    """Return the newest fasting instruction of a kind that nothing supersedes."""
    found = [one for one in situation.chart.current_instructions if one.action is action]
    return found[-1] if found else None


def _line(opened: OpenVisit, name: str) -> LineField:
    return LineField(opened.desk, name, opened.say(f"desk.instruction.{name}"))


def _eating(opened: OpenVisit, name: str) -> LineField:
    return LineField(opened.desk, name, opened.say(f"desk.fasting.{name}"))


def _known(opened: OpenVisit, before: Instruction | None) -> dict[str, str]:
    if before is None:
        return _told_now(opened)
    return {
        "decided_by": before.decided_by,
        "action": before.action.value,
        "on": before.on.isoformat() if before.on else "",
        "at": before.at or "",
        "text": before.text,
        "read_back": "yes" if before.read_back else "",
        "told_on": before.told_on.isoformat() if before.told_on else "",
        "told_by": before.told_by,
        "restart": before.restart,
        "bridging": {True: "yes", False: "no", None: ""}[before.bridging],
        "reason": opened.say("desk.instruction.completed"),
    }


def _told_now(opened: OpenVisit) -> dict[str, str]:
    """Return what is usual for a new instruction and stays to be changed: she tells the patient herself, today."""
    return {"told_on": opened.session.today.isoformat(), "told_by": opened.session.staff.name}


def _known_fasting(opened: OpenVisit) -> dict[str, str]:
    values: dict[str, str] = {}
    for action, part in TIMES:
        one = current(opened.situation, action)
        if one is not None:
            values |= {"order": "times", f"{part}_on": one.on.isoformat() if one.on else "", f"{part}_at": one.at or ""}
            values |= {f"{part}_text": one.text, "decided_by": one.decided_by, "told_by": one.told_by}
            values["told_on"] = one.told_on.isoformat() if one.told_on else ""
    standing = fasting_state(opened.situation.chart) in (Fasting.ENTERED, Fasting.NONE_ORDERED)
    return values if standing else {**values, **_told_now(opened)}


def _medicine(opened: OpenVisit, subject: str, before: Instruction | None, typed: Typed) -> Job:
    # While none is chosen any will do: the form is refused for it.
    action = InstructionAction(typed.text("action", "desk.instruction.action_missing") or "other")
    dated = action is InstructionAction.LAST_DOSE
    form = InstructionForm(
        subject=subject,
        action=action,
        on=typed.day("on", "desk.instruction.on_missing" if dated else ""),
        at=typed.clock("at"),
        text=typed.text("text", "desk.instruction.text_missing"),
        decided_by=typed.text("decided_by", "desk.instruction.decided_by_missing"),
        told_on=typed.day("told_on"),
        told_by=typed.text("told_by"),
        restart=typed.text("restart") if action not in WITHOUT_RESTART else "",
        bridging=typed.three("bridging"),
        read_back=typed.yes("read_back"),
        supersedes=before.id if before else None,
        reason=typed.text("reason", "desk.form.reason_missing") if before else "",
    )
    return lambda: _instruct(opened, form)


def _morning(opened: OpenVisit, before: Instruction | None, typed: Typed) -> Job:
    form = InstructionForm(
        MORNING,
        InstructionAction.MORNING_OF,
        text=typed.text("text", "desk.instruction.text_missing"),
        decided_by=typed.text("decided_by", "desk.instruction.decided_by_missing"),
        told_on=typed.day("told_on"),
        told_by=typed.text("told_by"),
        read_back=typed.yes("read_back"),
        supersedes=before.id if before else None,
        reason=typed.text("reason", "desk.form.reason_missing") if before else "",
    )
    return lambda: _instruct(opened, form)


def _asks(card: Card) -> bool:
    return card.finding.problem == "medicine_morning_of"


def _fasting(opened: OpenVisit, typed: Typed) -> Job | None:
    order = typed.text("order", "desk.fasting.order_missing")
    decided = typed.text("decided_by", "desk.instruction.decided_by_missing")
    told_on, told_by = typed.day("told_on"), typed.text("told_by")
    if order == "none":
        form = InstructionForm(
            FASTING, InstructionAction.NO_FASTING, decided_by=decided, told_on=told_on, told_by=told_by,
            text=opened.say("desk.action.no_fasting"),
        )  # fmt: skip
        return lambda: _replace(opened, [form])
    forms = []
    for action, part in TIMES:
        on = typed.day(f"{part}_on", "desk.fasting.on_missing" if order else "")
        at = typed.clock(f"{part}_at", "desk.fasting.at_missing" if order else "")
        text = typed.text(f"{part}_text") or opened.say(f"desk.fasting.{part}_default")
        forms.append(InstructionForm(FASTING, action, on, at, text, decided, told_on, told_by))
    return (lambda: _replace(opened, forms)) if order else None


def _replace(opened: OpenVisit, forms: list[InstructionForm]) -> Review:
    """Record the new fasting words; what stood before is superseded or withdrawn, as replaced."""
    reason = opened.say("desk.fasting.replaced")
    made = review.read_again(opened.desk.workplace, staff=opened.session.staff, visit=opened.visit)
    kept = {form.action for form in forms}
    # First, since an order is refused while another one that is at odds with it stands.
    for old in made.situation.chart.current_instructions:
        if old.subject == FASTING and old.action not in kept:
            made = review.withdraw(
                opened.desk.workplace, staff=opened.session.staff, visit=opened.visit, record=old.id, reason=reason
            )
    for form in forms:
        old_one = current(made.situation, form.action)
        made = _instruct_part(opened, replace(form, supersedes=old_one.id, reason=reason) if old_one else form)
    return made


def _instruct(opened: OpenVisit, form: InstructionForm) -> Review:
    return review.instruct(opened.desk.workplace, staff=opened.session.staff, visit=opened.visit, form=form)


def _instruct_part(opened: OpenVisit, form: InstructionForm) -> Review:
    """Record one part of fasting; what is wrong with it is named by the part's own fields."""
    try:
        return _instruct(opened, form)
    except Invalid as trouble:
        part = dict(TIMES).get(form.action)
        own = {name: f"{part}_{name}" for name in ("on", "at", "text")} if part else {}
        raise Invalid(tuple((own.get(name, name), key, params) for name, key, params in trouble.problems)) from trouble


ONLY = ("told_before_move",)


def to_tell_again(opened: OpenVisit, subject: str) -> Instruction | None:
    """Return a medicine's instruction that lacks nothing but to be told again; none where it lacks more."""
    chart = opened.situation.chart
    best = best_standing(opened.situation, subject)
    return best if best is not None and gaps(best, chart) == ONLY else None


def tell_again(opened: OpenVisit, one: Instruction) -> Job:
    """Return the job that records that the patient was told again today, by whom, and why."""
    form = InstructionForm(
        subject=one.subject,
        action=one.action,
        on=one.on,
        at=one.at or "",
        text=one.text,
        decided_by=one.decided_by,
        told_on=opened.session.today,
        told_by=opened.session.staff.name,
        restart=one.restart,
        bridging=one.bridging,
        read_back=one.read_back,
        supersedes=one.id,
        reason=opened.say("desk.told_again.reason"),
    )
    return lambda: review.instruct(opened.desk.workplace, staff=opened.session.staff, visit=opened.visit, form=form)
