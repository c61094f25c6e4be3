"""The left-hand side of the review: what comes before all else, what is open in its groups, notes, what is handled."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from kypho_prep.look.cards import Card as Ground
from kypho_prep.look.cards import Rule
from kypho_prep.nurse.open_visit.context import Job, OpenVisit
from kypho_prep.nurse.open_visit.inline_form import InlineForm, Typed
from kypho_prep.nurse.open_visit.panels import Panel
from kypho_prep.nurse.review.forms.action_forms import place_of
from kypho_prep.nurse.review.forms.instruction_forms import to_tell_again
from kypho_prep.nurse.review.panels.card_view import CardView
from kypho_prep.nurse.review.panels.hold_view import HOLD
from kypho_prep.nurse.review.panels.signed_words import change_words, opened_lines
from kypho_prep.nurse.visit.mix_ups import mix_up_banners
from kypho_prep.nurse.widgets.fields import TextField
from kypho_prep.nurse.widgets.parts import LevelChip, key, row, say
from kypho_prep.prep.checklist import Kind, Level
from kypho_prep.prep.rules.emergency import only_in_doubt
from kypho_prep.prep.rules.flags import Card
from kypho_prep.prep.sign_off.calls import waiting_for_a_call
from kypho_prep.prep.wording.dates import clock, quoted
from kypho_prep.workflow.desk import review
from kypho_prep.workflow.desk.review import Review
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.visits import ending, schedule

EDGES = {"decide": "urgent", "check": "check", "talk": "check", "notes": "card_edge", "handled": "card_edge"}
SHAPES = {"decide": "red", "check": "amber", "talk": "amber", "notes": "note", "handled": "done"}
GROUPS = tuple(EDGES)
# What stands above every other red: an emergency, then what was eaten or drunk on the day.
FIRST = ("emergency_now", "intake_late")


def group_of(card: Card) -> str:
    """Return the group that a card stands in."""
    if card.level is Level.NOTE:
        return "notes"
    if not card.open:
        return "handled"
    if card.level is Level.RED:
        return "decide"
    return "talk" if card.kind in (Kind.TALK, Kind.PREPARE) else "check"


def banners(opened: OpenVisit) -> list[Panel]:
    """Return what comes before everything else: an emergency, an end, a doubted person, a fallen sign-off, mix-ups."""
    before = opened.around, opened.review, opened.place == PLACE
    return [
        Panel("banners", before, partial(_banners, opened)),
        Panel("mix_up", opened.session.rows, partial(mix_up_banners, opened)),
    ]


def _banners(opened: OpenVisit) -> list[QWidget]:
    made: list[QWidget] = [_emergency(opened)] if opened.review.emergency else []
    made += ended_banners(opened)
    if any(card.finding.problem == "not_right_person" and card.open for card in opened.review.cards):
        made.append(_banner(opened, "wrong_person", "desk.banner.wrong_person", "desk.banner.wrong_person_help"))
    standing = opened.review.standing
    if standing.sign_off is not None and (standing.changes or standing.opened):
        made.append(_revoked(opened))
    return made


def _before_the_rest(card: Card) -> int:
    problem = card.finding.problem
    return FIRST.index(problem) if problem in FIRST else len(FIRST)


def groups(opened: OpenVisit) -> list[Panel]:
    """Return the cards in their groups, empty groups left out."""
    cards: dict[str, list[Card]] = {name: [] for name in GROUPS}
    for card in opened.review.cards:
        cards[group_of(card)].append(card)
    cards["decide"].sort(key=_before_the_rest)
    leading = [*cards["decide"], *cards["check"], *cards["talk"]][:1]
    made = [_group(opened, name, held, leading) for name, held in cards.items() if held]
    return made if leading else [Panel("calm", opened.desk, partial(_calm, opened)), *made]


def _group(opened: OpenVisit, name: str, cards: list[Card], leading: list[Card]) -> Panel:
    """Return a group; each card is made from itself, what was done about it, and what is asked of the nurse by it."""
    chart = opened.situation.chart
    waiting = waiting_for_a_call(chart)
    seen = tuple(
        (
            card,
            card in leading,
            tuple(one for one in chart.actions if card.thread and one.thread == card.thread),
            to_tell_again(opened, card.finding.subject) if card.finding.is_loop else None,
            card.thread in waiting,
        )
        for card in cards
    )
    form = opened.held(here=any(opened.place.startswith(place_of(card, "")) for card in cards))
    made_from = opened.around, opened.answers, seen, form
    return Panel(f"group:{name}", made_from, lambda: [Group(opened, name, cards, leading)])


def _calm(opened: OpenVisit) -> list[QWidget]:
    calm = Ground(opened.desk.look)
    calm.body.addWidget(say(opened.desk, opened.say("desk.group.nothing_open"), size=18, bold=True))
    return [calm]


class Group(Ground):
    """The cards of one kind, under the words that say what to do with them; one card alone has the filled key."""

    def __init__(self, opened: OpenVisit, name: str, cards: Iterable[Card], leading: list[Card]) -> None:
        held = tuple(cards)
        super().__init__(opened.desk.look, edge=EDGES[name])
        self.setObjectName(f"group:{name}")
        desk = opened.desk
        self.body.setContentsMargins(*(desk.px(20), desk.px(14)) * 2)
        self.body.setSpacing(0)
        title = opened.say(f"desk.group.{name}", count=len(held), when=before_words(opened))
        self.body.addLayout(row(LevelChip(title, desk.look, SHAPES[name], 17), None))
        self.body.addSpacing(desk.px(8))
        for card in held:
            self.body.addWidget(Rule(desk.look))
            self.body.addWidget(CardView(opened, card, leads=card in leading))


def before_words(opened: OpenVisit) -> str:
    """Return the day and time of the procedure, before which a red must be decided."""
    visit = opened.situation.chart.visit
    day = opened.desk.words(f"desk.weekday.{visit.procedure_on.isoweekday()}")
    near = 0 <= (visit.procedure_on - opened.session.today).days <= 6
    on = day if near else opened.day(visit.procedure_on)
    return f"{on} {clock(opened.desk.words, visit.procedure_at)}" if visit.procedure_at else on


def _banner(opened: OpenVisit, name: str, title: str, text: str) -> Ground:
    card = Ground(opened.desk.look, "urgent_soft", "urgent", 3)
    card.setObjectName(f"banner:{name}")
    card.body.addLayout(row(LevelChip(opened.say(title), opened.desk.look, "red", 20), None))
    card.body.addWidget(say(opened.desk, opened.say(text), "text/urgent_soft"))
    return card


def _emergency(opened: OpenVisit) -> Ground:
    """Return the emergency with the key by which a named staff member takes it."""
    why = "desk.banner.emergency_unsure" if only_in_doubt(opened.situation) else "desk.banner.emergency_help"
    card = _banner(opened, "emergency", "desk.banner.emergency", why)

    def job() -> Review:
        staff, workplace = opened.session.staff, opened.desk.workplace
        intake.acknowledge_emergency(workplace, visit=opened.visit, staff=staff)
        return review.read_again(workplace, staff=staff, visit=opened.visit)

    words = opened.say("desk.banner.acknowledge", name=opened.session.staff.name)
    take = key(opened.desk, words, "acknowledge", lambda: opened.do(job, None), first=True)
    card.body.addLayout(row(take, None))
    return card


def _revoked(opened: OpenVisit) -> Ground:
    """Return what opened under the sign-off, and what changed since: before and after, each in words."""
    fallen = opened.review.standing
    text = "desk.banner.revoked_help" if fallen.changes else "desk.banner.revoked_opened_help"
    card = _banner(opened, "revoked", "desk.banner.revoked", text)
    for line in opened_lines(opened, fallen):
        card.body.addWidget(say(opened.desk, line, "text/urgent_soft", bold=True))
    for change in opened.review.standing.changes:
        about, before, after = change_words(opened, change)
        card.body.addWidget(say(opened.desk, about, "text/urgent_soft", bold=True))
        said = opened.say("desk.banner.change", before=before, after=after)
        card.body.addWidget(say(opened.desk, said, "text/urgent_soft"))
    return card


PLACE = "reopen"
# What an ended visit still lets staff do: see to an emergency, look, print, leave, open it again, keep it for good.
KEPT = (
    "acknowledge", "in_chart", PLACE, HOLD, "save_form", "close_form", "open_other:", "fold:", "chapter:", "calls:all",
    "earlier:", "taken_back:", "again_more", "print", "back", "lock",
)  # fmt: skip
# A new slip would let the patient sit down at a visit that is over.
TAKEN = ("print_slip", "make_slip")


def ended_banners(opened: OpenVisit) -> list[QWidget]:
    """Return the banner of an ended visit with the key that opens it again."""
    visit = opened.situation.chart.visit
    if visit.ended is None:
        return []
    card = Ground(opened.desk.look, "note_soft", "edge")
    card.setObjectName("banner:ended")
    ended = opened.say(f"desk.stage.{visit.ended.value}")
    when = opened.at(visit.ended_at) if visit.ended_at else ""
    title = " · ".join(part for part in (ended, when) if part)
    card.body.addLayout(row(LevelChip(title, opened.desk.look, "note", 18), None))
    if visit.ended_reason:
        card.body.addWidget(say(opened.desk, quoted(opened.desk.words, visit.ended_reason), "text/note_soft"))
    card.body.addWidget(say(opened.desk, opened.say("desk.ended.help"), "text/note_soft"))
    if opened.place == PLACE:
        form = Ground(opened.desk.look)
        reason = TextField(opened.desk, "reason", opened.say("desk.ended.reason"))
        form.body.addWidget(InlineForm(opened, [(reason,)], lambda typed: _read(opened, typed), {}))
        card.body.addWidget(form)
    else:
        again = key(opened.desk, opened.say("desk.ended.reopen"), "reopen", lambda: opened.go(PLACE))
        card.body.addLayout(row(*_acknowledging(opened, card), again, None))
    return [card]


def _acknowledging(opened: OpenVisit, card: Ground) -> list[QWidget]:
    """Say whether the ended visit is in the patient's chart; while it is not, return the key that says so."""
    taken = opened.review.taken_over
    said = opened.say("desk.ended.taken_over" if taken else "desk.ended.not_taken_over")
    card.body.addWidget(say(opened.desk, said, "text/note_soft"))
    if taken:
        return []

    def job() -> Review:
        workplace, staff = opened.desk.workplace, opened.session.staff
        ended_at = opened.situation.chart.visit.ended_at
        ending.acknowledge(workplace, staff=staff, visit=opened.visit, ended_at=ended_at)
        return review.read_again(workplace, staff=staff, visit=opened.visit)

    return [key(opened.desk, opened.say("desk.ended.acknowledge"), "in_chart", lambda: opened.do(job, None))]


def read_only(page: QWidget) -> None:
    """Take away every key that would write into an ended visit."""
    for button in page.findChildren(QPushButton):
        if not button.objectName().startswith(KEPT) or button.objectName() in TAKEN:
            button.hide()


def _read(opened: OpenVisit, typed: Typed) -> Job | None:
    reason = typed.text("reason", "desk.ended.reason_missing")

    def job() -> Review:
        workplace, staff = opened.desk.workplace, opened.session.staff
        schedule.reopen_visit(workplace, staff=staff, visit=opened.visit, reason=reason)
        return review.read_again(workplace, staff=staff, visit=opened.visit)

    return job
