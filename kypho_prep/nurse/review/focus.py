"""Where the keyboard is on a review, kept while the page is made anew: the next thing to do is always under it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from kypho_prep.look.cards import Card
from kypho_prep.nurse.open_visit.inline_form import InlineForm
from kypho_prep.nurse.review.frame import ReviewFrame
from kypho_prep.nurse.review.panels.card_view import CardView
from kypho_prep.nurse.review.panels.print_panel import PRINTING
from kypho_prep.nurse.review.panels.sign_off_panel import SIGN_PLACES

# The Enter that opens a visit must not say that what changed in it was read, nor take anything back.
NOT_FIRST = ("mark_read", ":undo:")
# What is recorded in these panels closes a blocker: the next one is what comes next.
LEAD_ON = ("check_panel", "results_panel", "instruction_panel")
NEXT = ("sign", "next_blocker", "all_blockers")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the keyboard: inside which card or panel, on which key, and the how-manieth each of them is."""

    inside: str
    key: str
    at: int
    at_key: int


def spot_of(page: QWidget) -> Spot | None:
    """Return where the keyboard is, none while it is on no card and no panel."""
    focused: QWidget | None = page.focusWidget()
    holder = focused
    while holder is not None and not _holds(holder):
        holder = holder.parentWidget()
    if focused is None or holder is None or not page.isAncestorOf(holder):
        return None
    names = [view.objectName() for view in open_cards(page)]
    at = names.index(holder.objectName()) if holder.objectName() in names else -1
    buttons: list[QWidget] = list(keys_of(holder))
    return Spot(holder.objectName(), focused.objectName(), at, buttons.index(focused) if focused in buttons else 0)


def next_key(page: QWidget, spot: Spot | None, *, done: bool) -> QWidget | None:
    """Return the key to go on with: the same one; after something was done what comes next, or the panel's."""
    holder = page.findChild(QWidget, spot.inside) if spot is not None else None
    goes_on = isinstance(holder, CardView) or (holder is not None and holder.objectName() in LEAD_ON)
    if spot is None or not isinstance(holder, QWidget) or (done and goes_on):
        return _next_card(page, spot, holder if isinstance(holder, QWidget) else None)
    buttons = keys_of(holder)
    same = [one for one in buttons if one.objectName() == spot.key]
    if same or not buttons:
        return same[0] if same else None
    return buttons[min(spot.at_key, len(buttons) - 1)]


def settle(page: ReviewFrame, kept: tuple[int, int], spot: Spot | None, *, done: bool) -> None:
    """Keep the reader's place, and bring the open form or the named card into view with the keyboard in it."""
    page.columns.settle(kept)
    forms = page.findChildren(InlineForm)
    target: QWidget | None = forms[0] if forms else named_place(page) or next_key(page, spot, done=done)
    if target is None:
        page.setFocus()
        return
    if forms:
        _into(page, forms[0])
        return
    page.columns.bring(target)
    buttons = [target] if isinstance(target, QPushButton) else keys_of(target)
    (buttons[0] if buttons else target).setFocus()


def _into(page: ReviewFrame, form: InlineForm) -> None:
    """Bring a form into view below what it is about, the keyboard in its first empty field."""
    card: QWidget | None = form
    while card is not None and not isinstance(card, CardView):
        card = card.parentWidget()
    page.columns.bring(card or form)
    form.form.focus_empty()
    focused = page.focusWidget()
    if focused is not None:
        page.columns.reveal(focused)


def named_place(page: ReviewFrame) -> QWidget | None:
    """Return the card or the panel that the page's place names, none when it names none."""
    if page.place() in SIGN_PLACES:
        return page.findChild(QWidget, "sign_off_panel")
    if page.place() in PRINTING:
        return page.findChild(QWidget, "print_panel")
    name = page.place().rpartition(":")[0]
    return page.findChild(QWidget, name) if name.startswith("card:") else None


def open_cards(page: QWidget) -> list[CardView]:
    """Return the open cards from top to bottom."""
    return [view for view in page.findChildren(CardView) if view.is_open]


def nth_card(page: QWidget, number: int) -> QWidget | None:
    """Return the first action of the open card of a number, counted from 1; none where there are fewer."""
    views = open_cards(page)
    return _first(views[number - 1]) if 0 < number <= len(views) else None


def keys_of(holder: QWidget) -> list[QPushButton]:
    """Return what can be pressed in a card or panel, its title left out."""
    return [one for one in holder.findChildren(QPushButton) if not one.objectName().startswith("fold:")]


def begin_inside(page: ReviewFrame, name: str) -> None:
    """Bring a panel into view with the keyboard on its first key; nothing happens where there is no such panel."""
    panel = page.findChild(QWidget, name)
    if isinstance(panel, QWidget):
        page.columns.show_top(panel)
        buttons = keys_of(panel)
        (buttons[0] if buttons else panel).setFocus()


def _next_card(page: QWidget, spot: Spot | None, holder: QWidget | None) -> QWidget | None:
    views = open_cards(page)
    if views and spot is not None and spot.at >= 0:
        stays = isinstance(holder, CardView) and holder.is_open
        return _first(views[min(spot.at + (1 if stays else 0), len(views) - 1)])
    before = [one for one in page.findChildren(QPushButton) if one.objectName() in ("acknowledge", "reopen")]
    if before or views:
        return before[0] if before else _first(views[0])
    every = [one for one in keys_of(page) if one.objectName() in NEXT]
    return every[0] if every else None


def _first(view: CardView) -> QWidget | None:
    return next((one for one in keys_of(view) if not any(part in one.objectName() for part in NOT_FIRST)), None)


def _holds(widget: QWidget) -> bool:
    return isinstance(widget, CardView) or (isinstance(widget, Card) and widget.objectName().endswith("_panel"))
