"""What a clinic decides once: its name and phones, its zone and holidays, and the rules that it may set itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from kypho_prep.prep.checklist import Level

# Whether a page is read aloud where a patient asks for it: at any kiosk, once headphones are in, or never.
READ_ALOUD = ("on", "headphones", "off")


@dataclass(frozen=True, slots=True)
class LanguageReview:
    """A clinic's record that a qualified human reviewed a language's words (45 CFR 92.201): who, and when.

    `digest` is that of the words which were reviewed.
    """

    language: str
    reviewer: str
    qualification: str
    reviewed_on: date
    digest: str


# NIST SP 800-63B, AAL2: nobody stays signed in longer without proving who they are.
MOST_HOURS = 12


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic's own settings, kept in the database and audited.

    `prep_ticks` and `day_ticks` are the ticks of the chart without which that signature is blocked. `phone` answers by
    day, `night_phone` at night; `address` and `entrance` have a line for each line on paper; `calls_when` is when its
    nurse calls, in its own words. Each may be empty, and is left out then. A finished visit stays for `keep_days`;
    `purges_itself`: it then goes at the day's end, with nobody asked. `languages_for_review` are the codes of those
    that the kiosk shows to their reviewer, and not to patients. `read_aloud` is one of READ_ALOUD.
    """

    name: str = ""
    phone: str = ""
    emergency_line: str = "911"
    zone: str = "America/New_York"
    paper: str = "letter"
    printer: str = ""
    about_text: str = ""
    team_text: str = ""
    pregnancy_why: str = ""
    # Seconds without a touch until the screen is covered, then until it signs out; a clinic may lengthen both.
    cover_after: int = 90
    leave_after: int = 60
    # Seconds.
    staff_idle: int = 300
    # Hours after which whoever is signed in types the password again, however busy the desk is; 12 at most.
    session_hours: int = MOST_HOURS
    # Guidelines disagree about low-dose aspirin alone; whatever the level, it waits for an instruction.
    aspirin_level: Level = Level.AMBER
    # Proposes whether the question is asked; for each visit staff decide it.
    pregnancy_to_age: int = 55
    prep_ticks: tuple[str, ...] = ()
    day_ticks: tuple[str, ...] = ()
    holidays: tuple[date, ...] = ()
    approved_by: str = ""
    approved_on: date | None = None
    sample: bool = False
    night_phone: str = ""
    address: str = ""
    entrance: str = ""
    calls_when: str = ""
    keep_days: int = 30
    # What is removed is gone for good: nobody's visits go before an administrator read which ones would.
    purges_itself: bool = False
    language_reviews: tuple[LanguageReview, ...] = ()
    languages_for_review: tuple[str, ...] = ()
    read_aloud: str = "on"

    @property
    def tz(self) -> ZoneInfo:
        """Return the clinic's time zone."""
        return ZoneInfo(self.zone)

    @property
    def way_in(self) -> tuple[str, ...]:
        """Return the lines that lead here: the address, then the entrance and where to park; none where none is set."""
        return tuple(line for text in (self.address, self.entrance) for line in text.splitlines() if line.strip())

    def own_words(self, key: str) -> str:
        """Return the clinic's own words for a words key; empty where the program's stand."""
        return {"health.pregnancy.why": self.pregnancy_why}.get(key, "").strip()

    def own_text(self, item: str) -> str:
        """Return the text of the clinic's own that stands below a lesson card's; empty where it has none."""
        return {"about.what": self.about_text, "procedure.team": self.team_text}.get(item, "").strip()
