"""What is known of one sitting while it lasts: nothing of it outlives the sitting."""

from __future__ import annotations

from dataclasses import dataclass

from kypho_prep.kiosk.item_view import Given, ItemView
from kypho_prep.kiosk.route import Stop, Trip, Way
from kypho_prep.prep.interview.duplicate_medicines import Duplicate
from kypho_prep.prep.interview.path import PageRef
from kypho_prep.prep.medicines.names import MedicineName
from kypho_prep.workflow.patient import intake as patient
from kypho_prep.workflow.patient.intake import Intake

WHY, NURSE, ASK, SAID, TWIN, SEVERAL = "why", "nurse", "ask", "said", "twin", "several"


@dataclass(frozen=True)
class Doubled:
    """A name that is on the list already, not yet saved: what the patient is asked about."""

    view: ItemView
    given: Given
    duplicate: Duplicate


@dataclass(frozen=True)
class Typed:
    """A name whose typed words mean several medicines, not yet saved: what the patient is asked about."""

    view: ItemView
    given: Given
    names: tuple[MedicineName, ...]


@dataclass
class Sitting:
    """Where the patient is, what is half done there, and what was handed in but not yet saved.

    `since` are the monotonic seconds at which the page showed; `sheet` names the sheet that is open over it.
    """

    intake: Intake
    way: Way = Stop.OVERVIEW
    trip: Trip | None = None
    list_item: str = ""
    group: str = ""
    duplicate: Doubled | None = None
    typed: Typed | None = None
    draft: Given | None = None
    since: float = 0.0
    sheet: str = ""
    said: str = ""
    asked: str = ""
    pending: patient.Given | None = None
    scroll: int = 0
    list_scroll: tuple[PageRef | None, int] = (None, 0)
    printed: bool = False

    @property
    def page(self) -> PageRef | None:
        """Return the item's page that shows, or nothing on the overview."""
        return self.way if isinstance(self.way, PageRef) else None
