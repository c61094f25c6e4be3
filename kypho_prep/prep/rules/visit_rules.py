"""Coded rules about the visit: right now, who is sitting here, tests, fasting; and what a staff fact settles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kypho_prep.prep.answers.single import OneOf, YesNo
from kypho_prep.prep.chart import Chart, FactKind, StaffFact
from kypho_prep.prep.checklist import Kind, Level, Turn
from kypho_prep.prep.interview.answer_days import moved_in
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.rules.fasting_rules import confirm_again, intake_late
from kypho_prep.prep.rules.finding import Finding, Rule, reason
from kypho_prep.prep.rules.procedure_day import decided_about
from kypho_prep.prep.staff_entries.fasting import Fasting, fasting_state
from kypho_prep.prep.staff_entries.results import result_seen
from kypho_prep.prep.times import local_date, turn_date

RIGHT_NOW = "now.symptoms"
# Fever stands on the same page and is left out: it may cancel the case, but needs no help this minute.
EMERGENCY = ("chest_pain", "trouble_breathing", "weak_legs", "cannot_pee", "numb_between_legs", "cannot_hold")
# "Cannot pee, or numb between the legs" was one tick once: where it was ticked, it still counts.
EVER_ASKED = (*EMERGENCY, "cannot_pass_urine")
RIGHT_PERSON = "start.right_person"
INTERPRETER = "start.interpreter"
RIDE = ("ride.adult", "ride.how", "ride.name", "ride.phone")
FASTING_PLAN = "fasting.plan"
VISIT = "visit"
# The call that a fact takes back, by its moment.
CALLED_AT = "called_at"


def emergency(situation: Situation) -> Iterator[Finding]:
    """Keep every emergency symptom ever ticked raised (S41): unticking never closes it, ticking anew re-opens it."""
    onset: dict[str, int] = {}
    ticked: set[str] = set()
    told = sorted(situation.chart.replies, key=lambda one: one.seq)
    for place, reply in enumerate(told, start=1):
        if reply.item == RIGHT_NOW:
            now = set(reply.picked) & set(EVER_ASKED)
            onset |= dict.fromkeys(now - ticked, place)
            ticked = now
    if onset:
        reasons = tuple(reason("emergency_now", one, value=str(onset[one])) for one in EVER_ASKED if one in onset)
        yield Finding("emergency_now", RIGHT_NOW, Level.RED, Kind.CANCEL, reasons)


def fever_before(situation: Situation) -> Iterator[Finding]:
    """Keep a fever raised that was ticked in an earlier revision of the question, until it is asked anew."""
    key = (RIGHT_NOW, None)
    reply = situation.chart.latest.get(key)
    if reply is not None and key not in situation.counted and "fever_chills" in reply.picked:
        yield Finding("fever_now", RIGHT_NOW, Level.RED, Kind.CANCEL, (reason("fever_now"),))


def wrong_person(situation: Situation) -> Iterator[Finding]:
    """Raise that somebody pressed "This is not me, or not right", until two identifiers are checked."""
    pressed = situation.chart.visit.wrong_person_at
    if pressed is not None:
        said = reason("not_right_person", "pressed", value=pressed.isoformat(), date=_day(pressed, situation))
        yield Finding("not_right_person", RIGHT_PERSON, Level.RED, Kind.CHECK, (said,))


def code_dead(situation: Situation) -> Iterator[Finding]:
    """Raise that the slip's code was tried wrongly too often and no longer opens the visit."""
    if situation.chart.visit.code_dead:
        yield Finding("code_dead", VISIT, Level.AMBER, Kind.CHECK, (reason("code_dead"),))


def nurse_called(situation: Situation) -> Iterator[Finding]:
    """Raise that the patient called the nurse; each new call re-opens it."""
    called = situation.chart.visit.nurse_called_at
    if called is not None and call_taken_back(situation.chart) is None:
        said = reason("nurse_called", value=called.isoformat(), date=_day(called, situation))
        yield Finding("nurse_called", VISIT, Level.AMBER, Kind.CHECK, (said,))


def nurse_not_needed(situation: Situation) -> Iterator[Finding]:
    """Show that the newest call for a nurse was taken back: nobody has to go, and nothing is hidden."""
    taken_back = call_taken_back(situation.chart)
    if taken_back is not None:
        value = taken_back.value[CALLED_AT]
        said = reason("nurse_not_needed", value=value, date=_day(taken_back.recorded_at, situation))
        yield Finding("nurse_not_needed", VISIT, Level.NOTE, Kind.CHECK, (said,))


def call_taken_back(chart: Chart) -> StaffFact | None:
    """Return who took the newest call for a nurse back and when; None while it stands, or where nobody called."""
    called = chart.visit.nurse_called_at
    if called is None:
        return None
    # By the call and not by the time: another call after it is not taken back, whatever the clock says.
    facts = (one for one in chart.current_facts if one.kind is FactKind.CALL_TAKEN_BACK)
    return next((one for one in facts if one.value[CALLED_AT] == called.isoformat()), None)


def language_missing(situation: Situation) -> Iterator[Finding]:
    """Raise that the kiosk cannot ask in the patient's language; who asks for an interpreter has a flag already."""
    known, spoken = situation.languages, situation.chart.patient.language
    wanted = situation.answer(INTERPRETER) == YesNo(yes=True)
    # Who asks for an interpreter gets one by that flag; two cards would call the same person.
    if known and spoken not in known and not wanted:
        said = (reason("language_missing", value=spoken),)
        yield Finding("language_missing", INTERPRETER, Level.AMBER, Kind.PREPARE, said)


def result_unseen(situation: Situation) -> Iterator[Finding]:
    """Show that a test the patient calls done has no result that staff saw (S40 to S44)."""
    for test in situation.chart.visit.tests:
        item = f"tests.{test}"
        if situation.answer(item) == OneOf("done") and not seen(situation, test):
            said = reason("result_unseen", words=(("name", f"test.{test}"),))
            # A note only: a result that nobody saw blocks the sign-off by itself, an amber would ask twice.
            yield Finding("result_unseen", item, Level.NOTE, Kind.CHECK, (said,))


def fasting_missing(situation: Situation) -> Iterator[Finding]:
    """Raise that nothing about fasting stands; on the day it could cancel the case (S46)."""
    suffix = {Fasting.MISSING: "reason", Fasting.VOID: "void"}.get(fasting_state(situation.chart))
    if suffix is not None:
        visit = situation.chart.visit
        yield Finding(
            "fasting_missing",
            FASTING_PLAN,
            Level.AMBER,
            Kind.CANCEL,
            (reason("fasting_missing", suffix),),
            turn_level=Level.RED,
            turn_from=turn_date(Turn.ON_THE_DAY, visit.procedure_on, situation.clinic.holidays),
        )


def settled(situation: Situation, finding: Finding) -> bool:
    """Tell whether a staff fact settled a finding: a result seen, an adult verified, a late meal decided about."""
    if finding.problem == "ride":
        return adult_settled(situation)
    if finding.problem == "not_right_person":
        return identified(situation)
    if finding.problem == "intake_late":
        return decided_about(situation, finding.subject)
    if finding.problem.startswith("test_"):
        return seen(situation, finding.problem.removeprefix("test_"))
    return False


def seen(situation: Situation, test: str) -> bool:
    """Tell whether staff saw the result of a test."""
    return result_seen(situation.chart, test)


def identified(situation: Situation) -> bool:
    """Tell whether two identifiers were checked since anyone said that this is not the right person."""
    reply = situation.reply(RIGHT_PERSON)
    doubted = reply.seq if reply is not None and "not_me" in reply.picked else 0
    since = max(doubted, situation.chart.visit.wrong_person_seq or 0)
    return any(one.seq >= since for one in _facts(situation, FactKind.IDENTIFIERS))


def adult_settled(situation: Situation) -> bool:
    """Tell whether staff verified the adult that the patient names now, or recorded that the escort is exempted."""
    return bool(_facts(situation, FactKind.ESCORT_EXEMPT)) or verified_adult(situation) is not None


def verified_adult(situation: Situation) -> StaffFact | None:
    """Return the newest check of the adult who takes the patient home.

    None where the patient answered anew since, or the visit was moved: whoever drives was asked for the old time.
    """
    said = [_said_since(situation, reply) for reply in _replies(situation, RIDE)]
    since = max((*said, moved_in(situation.chart)))
    standing = [one for one in _facts(situation, FactKind.ADULT_VERIFIED) if one.seq >= since]
    return max(standing, key=lambda one: one.seq, default=None)


def _said_since(situation: Situation, reply: Reply) -> int:
    """Return the number since which an answer is what it is: the same once more, from whomever, is nothing new."""
    seq = reply.seq
    told = [one for one in situation.chart.replies if (one.item, one.entry) == (reply.item, reply.entry)]
    for one in sorted(told, key=lambda one: -one.seq):
        if (one.state, one.value, one.revision) != (reply.state, reply.value, reply.revision):
            break
        seq = one.seq
    return seq


def _replies(situation: Situation, items: tuple[str, ...]) -> list[Reply]:
    found = [situation.reply(item) for item in items]
    return [reply for reply in found if reply is not None]


def _facts(situation: Situation, kind: FactKind) -> list[StaffFact]:
    return [one for one in situation.chart.current_facts if one.kind is kind]


def _day(at: datetime, situation: Situation) -> str:
    return local_date(at, situation.clinic).isoformat()


RULES: tuple[Rule, ...] = (
    emergency,
    fever_before,
    wrong_person,
    code_dead,
    nurse_called,
    nurse_not_needed,
    language_missing,
    result_unseen,
    fasting_missing,
    confirm_again,
    intake_late,
)
