"""The lines of the procedure's day in words: what was entered, what was said, what is recorded, what changed."""

from __future__ import annotations

from datetime import date

from kypho_prep.nurse.open_visit.context import OpenVisit
from kypho_prep.nurse.review.panels.signed_words import bound_words, subject_words
from kypho_prep.prep.chart import Anesthesia, FactKind, Instruction, StaffFact
from kypho_prep.prep.rules.procedure_day import MEASURED, TIMED, DayCheck, DayLine, Found, day_lines, on_the_day
from kypho_prep.prep.sign_off.day_sign_off import PREP, day_binding
from kypho_prep.prep.sign_off.prep_sign_off import Change, Standing, reply_key
from kypho_prep.prep.wording.dates import clock, long_day, plain_day_words, quoted
from kypho_prep.prep.wording.sentences import reply_words, short_words

DAY = "day:"


def may_record(opened: OpenVisit) -> bool:
    """Tell whether the page may be recorded: on the procedure's local day, while the visit has not ended."""
    visit = opened.situation.chart.visit
    return visit.procedure_on == opened.session.today and visit.ended is None


def line_name(opened: OpenVisit, check: DayCheck) -> str:
    """Return what a line is about; a dose with the medicine, a ticked group by its own name."""
    if not check.subject:
        return opened.say(f"desk.day.line.{check.line}")
    words = opened.desk.words
    group = words.optional(f"desk.subject.{check.subject.replace(':', '_')}")
    card = "".join(short_words(words, key) for _name, key in check.words)
    return opened.say("desk.day.bridge_dose" if check.bridge else "desk.day.dose", name=check.name or group or card)


def entered_words(opened: OpenVisit, check: DayCheck) -> list[tuple[str, str]]:
    """Return each thing that staff entered before, and below it by whom and when."""
    if check.line is DayLine.IDENTIFIERS:
        return [(_person(opened), "")]
    if check.line is DayLine.SITE:
        ordered = opened.situation.chart.visit.levels
        said = opened.say("desk.day.ordered", levels=ordered) if ordered else opened.say("desk.day.no_level")
        return [(said, ""), *((_fact(opened, one), _recorded_by(opened, one)) for one in check.known)]
    found = [(opened.instruction(one)[0], _decided(opened, one)) for one in check.entered]
    found += [(_fact(opened, one), _recorded_by(opened, one)) for one in check.known]
    return found


def said_words(opened: OpenVisit, check: DayCheck) -> tuple[str, str]:
    """Return what the patient said, quoted, and who gave the last of it; both empty where nothing was said."""
    if not check.said:
        return "", ""
    here = on_the_day(opened.situation)
    parts = [
        opened.say(f"desk.day.said.{one.item.replace('.', '_')}", answer=reply_words(here, opened.desk.words, one))
        for one in check.said
    ]
    return " · ".join(parts), opened.answered_by(max(check.said, key=lambda one: one.seq))


def recorded_words(opened: OpenVisit, check: DayCheck) -> str:
    """Return what staff recorded on the day, in words; empty where nothing is."""
    if check.recorded is None:
        return ""
    value = {part: str(one) for part, one in check.recorded.value.items()}
    found, text = value.get("found", ""), value.get("text", "")
    if check.line in TIMED:
        return " · ".join(part for part in (_time(opened, value), text and quoted(opened.desk.words, text)) if part)
    if check.line in MEASURED:
        return _measured(opened, check, value)
    what = opened.say(f"desk.day.{found or Found.YES}.{check.line}")
    return " · ".join(part for part in (what, text and quoted(opened.desk.words, text)) if part)


def _measured(opened: OpenVisit, check: DayCheck, value: dict[str, str]) -> str:
    """Return what was measured, as typed, and why a part of it was not."""
    if check.line is DayLine.TEMPERATURE:
        return opened.say("desk.day.degrees", value=value["value"], unit=value.get("unit", ""))
    if check.line is DayLine.GLUCOSE:
        parts = [" ".join(part for part in (value.get("value", ""), value.get("unit", "")) if part)]
    else:
        told = [one for one in MEASURED[check.line] if value.get(one)]
        parts = [opened.say(f"desk.day.vital.{one}", value=value[one]) for one in told]
    text = value.get("text", "")
    return " · ".join(part for part in (*parts, text and quoted(opened.desk.words, text)) if part)


def decision_words(opened: OpenVisit, check: DayCheck) -> str:
    """Return who was told about a difference, who decided and what; empty where nobody did."""
    value = check.recorded.value if check.recorded is not None else {}
    if not value.get("decision"):
        return ""
    said = quoted(opened.desk.words, str(value["decision"]))
    return opened.say("desk.day.decided", told=value["told"], who=value["decided_by"], decision=said)


def difference_words(opened: OpenVisit, check: DayCheck) -> str:
    """Return in a few words why a line stands out."""
    if check.stale:
        return opened.say("desk.day.differs.levels")
    found = check.recorded.value.get("found") if check.recorded is not None else ""
    if found == Found.UNKNOWN:
        return opened.say("desk.day.differs.unknown")
    return opened.say("desk.day.differs.later" if check.line in TIMED else "desk.day.differs.found")


def recorded_by(opened: OpenVisit, fact: StaffFact) -> str:
    """Return who recorded an entry and when, with the reason where it corrects an older one."""
    by = _recorded_by(opened, fact)
    return f"{by} · {opened.say('desk.day.corrected', reason=fact.reason)}" if fact.reason else by


def day_title(opened: OpenVisit) -> str:
    """Return the procedure's day and time, the levels, the anesthesia, the surgeon."""
    visit, words = opened.situation.chart.visit, opened.desk.words
    known = visit.anesthesia is not Anesthesia.NOT_KNOWN
    parts = [
        long_day(words, visit.procedure_on),
        clock(words, visit.procedure_at) if visit.procedure_at else "",
        visit.levels,
        words(f"desk.anesthesia.{visit.anesthesia.value}") if known else "",
        visit.surgeon,
    ]
    return " · ".join(part for part in parts if part)


def day_bound_words(opened: OpenVisit) -> dict[str, str]:
    """Return the words of everything that the day's sign-off would bind now, by the same keys."""
    lines, here = day_lines(opened.situation), on_the_day(opened.situation)
    said = {reply_key(one): reply_words(here, opened.desk.words, one) for check in lines for one in check.said}
    page = {f"{DAY}{one.key}": _page_words(opened, one) for one in lines}
    every = bound_words(opened) | said | page
    stands = opened.say("desk.day.prep_stands" if opened.review.standing.stands else "desk.day.prep_fallen")
    return {key: stands if key == PREP else every[key] for key in day_binding(opened.situation)}


def change_lines(opened: OpenVisit, standing: Standing) -> list[tuple[str, str, str]]:
    """Return each change since the day was signed: what about, how it was when signed, how it is now."""
    now = day_bound_words(opened)
    signed = standing.sign_off.words if standing.sign_off is not None else {}
    nothing = opened.say("desk.bound.nothing")
    return [
        (_about(opened, change), signed.get(change.key) or nothing, now.get(change.key) or nothing)
        for change in standing.changes
    ]


def _about(opened: OpenVisit, change: Change) -> str:
    if change.key == PREP:
        return opened.say("desk.day.prep")
    if not change.key.startswith(DAY):
        return subject_words(opened, change.key)
    wanted = change.key.removeprefix(DAY)
    found = next((one for one in day_lines(opened.situation) if one.key == wanted), None)
    return line_name(opened, found) if found else opened.say("desk.day.line_gone")


def _page_words(opened: OpenVisit, check: DayCheck) -> str:
    return " · ".join(part for part in (recorded_words(opened, check), decision_words(opened, check)) if part)


def _time(opened: OpenVisit, value: dict[str, str]) -> str:
    if value.get("found") != Found.TIME:
        return opened.say(f"desk.day.found.{value.get('found')}")
    milk = opened.say("desk.day.with_milk") if value.get("milk") else ""
    at = opened.day(date.fromisoformat(value["on"]), value.get("at"))
    return " · ".join(part for part in (at, milk) if part)


def _person(opened: OpenVisit) -> str:
    patient, words = opened.situation.chart.patient, opened.desk.words
    parts = [f"{patient.family}, {patient.given}", words("desk.review.born", on=plain_day_words(words, patient.born))]
    return " · ".join([*parts, words("desk.board.mrn", mrn=patient.mrn)] if patient.mrn else parts)


def _decided(opened: OpenVisit, one: Instruction) -> str:
    decided = opened.say("desk.instruction.decided", who=one.decided_by)
    return f"{decided} · {opened.say('desk.recorded', who=one.recorded_by, at=opened.at(one.recorded_at))}"


def _fact(opened: OpenVisit, fact: StaffFact) -> str:
    value = {part: str(one) for part, one in fact.value.items()}
    if fact.kind is FactKind.RESULT_SEEN:
        on = value.get("on", "")
        seen = " ".join(part for part in (value.get("value", ""), value.get("unit", "")) if part)
        test = opened.desk.words.optional(f"test.{fact.subject}") or fact.subject
        said = [
            opened.say("desk.day.known.result", test=test, value=seen),
            opened.day(date.fromisoformat(on)) if on else "",
        ]
        return ", ".join(part for part in said if part)
    if fact.kind is FactKind.CHART_TICK:
        if fact.subject in ("leg_strength", "images_level"):
            said = [opened.say(f"desk.ticks.{fact.subject}"), value.get("note", "")]
            return " · ".join(part for part in said if part)
        return opened.say("desk.day.known.ticked")
    if fact.kind is FactKind.ESCORT_EXEMPT:
        return opened.say("desk.day.known.exempt", who=value.get("decided_by", ""), why=value.get("why", ""))
    return " · ".join(part for part in (value.get("name", ""), value.get("phone", "")) if part)


def _recorded_by(opened: OpenVisit, fact: StaffFact) -> str:
    return opened.say("desk.recorded", who=fact.recorded_by, at=opened.at(fact.recorded_at))
