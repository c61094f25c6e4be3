"""What is known of one session while it lasts: frozen, so that its owner alone can change it; then it is gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from kypho_prep.kiosk.item_view import Given
from kypho_prep.kiosk.route import Destination, EditFromSummary, Stop, is_name, second_on, summary_page
from kypho_prep.kiosk.session.chapter_end import REST_AFTER, ChapterEnd, chapter_end
from kypho_prep.kiosk.session.medicine_entry import MedicineQuestion
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.interview.progress import worked
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient.intake import Intake


class Topic(Enum):
    """What a dialog of text is about: why we ask, how to get a nurse, what was saved or did not work."""

    WHY = "why"
    NURSE = "nurse"
    SAID = "said"


@dataclass(frozen=True)
class Text:
    """Some words stand over the page; `said` are those of `Topic.SAID`."""

    topic: Topic
    said: str = ""


@dataclass(frozen=True)
class Writing:
    """A question for the nurse is being written, as the entry of this id."""

    entry: str


@dataclass(frozen=True)
class Menu:
    """What the slim bars leave out stands over the page; the page itself may offer why it asks, and a question.

    `over` is the dialog that was open: half a question written there is still there when the menu closes.
    """

    why: bool = False
    question: bool = False
    over: Text | Writing | MedicineQuestion | None = None


@dataclass(frozen=True)
class Languages:
    """The languages that the page may be read in stand over it, and `over` the dialog that was open."""

    over: Text | Writing | MedicineQuestion | None = None


OpenDialog = Text | Writing | MedicineQuestion | Menu | Languages


@dataclass(frozen=True)
class SessionState:
    """Where the patient is, what is half done there, and what was handed in but not yet saved.

    `pending` are the answers that are not saved, those handed in together beside each other; `shown_at` are the
    monotonic seconds at which the page showed, `knew` the number of the newest thing on record that it knew;
    `list_item` and `group` are the list, and the ticked card on it, that a name's page was opened from; both scrolls
    are in pixels; `rested_at` are the seconds of work at which a rest was offered or taken last.
    """

    intake: Intake
    at: Destination = Stop.OVERVIEW
    edit: EditFromSummary | None = None
    list_item: str = ""
    group: str = ""
    draft: Given | None = None
    draft_below: Given | None = None
    shown_at: float = 0.0
    knew: int = 0
    dialog: OpenDialog | None = None
    pending: tuple[tuple[patient.Given, ...], ...] = ()
    summary_scroll: int = 0
    list_scroll: tuple[PageRef | None, int] = (None, 0)
    printed: bool = False
    chapter_end: ChapterEnd | None = None
    rested_at: float = 0.0

    @property
    def page(self) -> PageRef | None:
        """Return the item's page that shows, or nothing on the overview."""
        return self.at if isinstance(self.at, PageRef) else None

    @property
    def dialogs(self) -> tuple[OpenDialog, ...]:
        """Return the open dialogs, the uppermost last: a menu, or the languages, may stand over another one."""
        below = self.dialog.over if isinstance(self.dialog, Menu | Languages) else None
        return tuple(one for one in (below, self.dialog) if one is not None)

    @property
    def unsaved(self) -> tuple[patient.Given, ...]:
        """Return what was handed in and is not saved, the oldest first."""
        return tuple(given for together in self.pending for given in together)

    def waiting(self, item: str) -> patient.Given | None:
        """Return what was handed in for an item, of whatever entry, and is not saved; nothing where none is."""
        return next((one for one in self.unsaved if one.item == item), None)

    def handing_in(self, given: tuple[patient.Given, ...]) -> SessionState:
        """Return the state with answers handed in together: they take the place of those before on the same page."""
        state = self
        for one in given:
            state = state.without(PageRef(one.item, one.entry))
        return replace(state, pending=(*state.pending, given)) if given else state

    def without(self, page: PageRef) -> SessionState:
        """Return the state once a page's answer is another, or none: what was handed in with it is so again."""
        asked = (page.item, page.entry)
        kept = tuple(one for one in self.pending if asked not in [(each.item, each.entry) for each in one])
        return replace(self, pending=kept)

    def saved(self, given: patient.Given) -> SessionState:
        """Return the state once an answer is saved."""
        left = (tuple(each for each in one if each.id != given.id) for one in self.pending)
        return replace(self, pending=tuple(one for one in left if one))

    def without_oldest(self) -> SessionState:
        """Return the state once the answer that was handed in first is refused for good; the others wait on."""
        return self.saved(self.unsaved[0]) if self.unsaved else self

    def drafting(self, given: Given | None, below: Given | None) -> SessionState:
        """Return the state with what is half done on its page; where nothing is any more, it was taken back."""
        after, here = replace(self, draft=given, draft_below=below), self.page
        second = second_on(self.intake.situation, here) if here is not None and below is None else None
        for page in (here if given is None else None, second):
            after = after.without(page) if page is not None else after
        return after

    def ends(self, destination: Destination) -> ChapterEnd | None:
        """Return the chapter that Next has finished; none while one answer is changed from the summary."""
        ended = chapter_end(self.intake.situation, self.page, destination) if self.edit is None else None
        rest = self._worked - self.rested_at >= REST_AFTER
        return replace(ended, rest=rest) if ended is not None else None

    def turned(self, destination: Destination, ticks: float) -> SessionState:
        """Return the state at a page that the patient chose."""
        page = destination if isinstance(destination, PageRef) else None
        return replace(self, intake=replace(self.intake, page=page)).showing(destination, ticks)

    def followed(self, destination: Destination, ticks: float) -> SessionState:
        """Return the state where a stored reply leads, with what it finished; the checklist leaves the stored place."""
        if destination in (Stop.OVERVIEW, self.intake.page):
            return self.showing(destination, ticks, self.ends(destination))
        return self.turned(destination, ticks)

    def showing(self, destination: Destination, ticks: float, ended: ChapterEnd | None = None) -> SessionState:
        """Return the state as another page comes up, maybe after a chapter's end; the page before is forgotten."""
        after = replace(self, at=destination, draft=None, draft_below=None, dialog=None)
        after = replace(after, shown_at=ticks, knew=self.intake.situation.chart.newest, chapter_end=ended)
        if ended is not None and ended.rest:
            after = replace(after, rested_at=self._worked)
        page, situation = after.page, self.intake.situation
        if page is not None and not is_name(situation, page):
            after = replace(after, list_item="", group="")
        return replace(after, edit=None) if page is not None and page == summary_page(situation) else after

    @property
    def _worked(self) -> float:
        return worked(self.intake.situation, self.intake.session.id)


def begun(intake: Intake) -> SessionState:
    """Return the state at the beginning of a sitting, or after a rest in it: the work before that is done."""
    return SessionState(intake, rested_at=worked(intake.situation, intake.session.id))
