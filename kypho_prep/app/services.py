"""What lies outside the screens: printers, papers, the machine's time zone, the sample's folder, a trouble's words."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from kypho_prep.content.files import BrokenContent
from kypho_prep.settings import FILE, SAMPLE_MARK, BrokenSettings, Kind, keep_kind, key_folder
from kypho_prep.workflow.errors import DiskFull, NoClinic, NoRoom, NotWiped, Refused, WrongPassword

if TYPE_CHECKING:
    # The page of a trouble is loaded where there is one.
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from kypho_prep.app.papers import Papers
    from kypho_prep.look.trouble_page import Found
    from kypho_prep.nurse.desk import DeskServices
    from kypho_prep.prep.words import Words
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.clinic.restoring import Offer
    from kypho_prep.workflow.workplace import PasswordRule, Workplace

log = logging.getLogger(__name__)

SAMPLE_VISITS = 40
# Why a kiosk alone cannot start where nobody has set a clinic up.
NO_CLINIC_YET = "error.kiosk_without_clinic"
# Why a machine makes no second one.
CLINIC_ELSEWHERE = "error.clinic_elsewhere"
ZONE = "America/New_York"


def nothing(_: object) -> None:
    """Ignore what came of a job."""


def outside(chosen: Settings, papers: Papers, sample_visits: int = SAMPLE_VISITS) -> DeskServices:
    """Return what the nurse's desk is handed: papers, printers, the machine's zone, a sample clinic."""
    from kypho_prep.nurse.desk import DeskServices
    from kypho_prep.papers.output import printer_names

    def make_sample(password: str, told: Callable[[int, int], None]) -> None:
        from kypho_prep.sample.folder import make_in_folder

        make_in_folder(sample_folder(chosen), visits=sample_visits, password=password, told=told)

    return DeskServices(
        slip=papers.slip,
        plan=papers.plan,
        printers=printer_names,
        machine_zone=machine_zone(),
        make_sample=make_sample,
        sample_there=(sample_folder(chosen) / SAMPLE_MARK).is_file(),
        day_list=papers.day_list,
        escort=papers.escort,
        reading=papers.reading,
        nurse_sheet=papers.nurse_sheet,
        recovery=papers.recovery,
        patient_side=chosen.kind is not Kind.DESK,
        chosen=chosen,
        # The server says what an enrolled machine is.
        keep_kind=None if chosen.enrolled else _keep_kind,
    )


def _keep_kind(kind: str) -> None:
    # A machine that is what it is anyway needs no line in its file.
    if kind != Kind.BOTH:
        try:
            keep_kind(Kind(kind))
        except (OSError, BrokenSettings) as trouble:
            raise Refused("desk.set_up.kind_not_kept", file=FILE) from trouble


def sample_folder(chosen: Settings) -> Path:
    """Return the folder of the sample clinic that belongs to a data folder: beside it, never in it."""
    return chosen.data.with_name(f"{chosen.data.name}-sample")


def sample_settings(chosen: Settings) -> Settings:
    """Return the settings with which the sample clinic opens."""
    folder = sample_folder(chosen)
    return replace(chosen, data=folder, config=key_folder(folder), backups=None, key=None)


def machine_zone() -> str:
    """Return the IANA name of the machine's time zone, as a proposal that staff may change at set-up."""
    from PySide6.QtCore import QTimeZone

    named = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    # UTC is what a machine says that nobody told where it stands.
    return named if "/" in named and not named.startswith("Etc/") else ZONE


def found(trouble: Exception, words: Words, offered: Offer | None = None) -> Found:
    """Return a trouble in words for the page of a program that cannot start; nothing technical but file and key."""
    from kypho_prep.look.trouble_page import Found

    if isinstance(trouble, DiskFull):  # said of an answer elsewhere; here nobody has given one
        trouble = NoRoom()
    if isinstance(trouble, Refused) and trouble.words_key in words:
        return Found(words(trouble.words_key, **trouble.params), offer=_offer_words(words, offered))
    if isinstance(trouble, BrokenContent):
        return Found(words("program.broken_content"), f"{trouble.file}, {trouble.key}: {trouble.reason}")
    if isinstance(trouble, BrokenSettings):
        return Found(words("program.broken_settings"), f"{trouble.file}, {trouble.field}: {trouble.reason}")
    log.error("the program cannot start: %s", type(trouble).__name__)
    return Found(words("program.unexpected"))


def open_clinic(
    chosen: Settings, resources: Path, clock: Callable[[], datetime], passwords: PasswordRule | None
) -> Workplace:
    """Read the content and open the clinic, or make one that staff unlock.

    Raises NoClinic, OutboxDamaged and what opening raises.
    """
    from kypho_prep.content import load_kept
    from kypho_prep.workflow import start

    content = load_kept(resources, chosen.cache)
    # A kiosk has no page on which a clinic is set up: it never makes an empty one. Nor does a machine whose clinic is
    # only not found: a letter in its settings is wrong, or a disk is not there.
    lost = start.keeps_a_clinic(chosen.config)
    makes = chosen.kind is not Kind.KIOSK and not lost
    try:
        database = start.open_or_create(chosen.data, chosen.config, create=makes, key=chosen.key, attended=True)
    except NoClinic as missing:
        raise NoClinic(CLINIC_ELSEWHERE if lost else NO_CLINIC_YET, detail=str(chosen.data)) from missing
    try:
        outbox = start.open_outbox(database, chosen.data, clock())
    except Refused:
        database.close()
        raise
    return start.workplace(database, content, clock=clock, kiosk=chosen.kiosk, passwords=passwords, outbox=outbox)


def with_key(chosen: Settings, workplace: Workplace) -> Settings:
    """Return the settings with the key of the clinic that is open: a back-up comes back without a password."""
    slots = workplace.database.slots
    return chosen if slots is None else replace(chosen, key=slots.key)


def without_key(chosen: Settings, trouble: Exception) -> Settings:
    """Return the settings without the key of who was turned away: whoever tries again has to unlock the clinic."""
    return replace(chosen, key=None) if isinstance(trouble, WrongPassword) else chosen


def settle(workplace: Workplace) -> None:
    """Do what nobody waits for after a start: build the index of the medicines, see which languages are for patients.

    So a medicine's first key stroke is as quick as the next ones.
    """
    from kypho_prep.prep.medicines.catalogue import suggest
    from kypho_prep.workflow.clinic import languages

    # Two letters are the fewest that are looked up; what they find is of no interest.
    suggest(workplace.content.medicines, "as")
    languages.see_what_is_offered(workplace)


def first_look(workplace: Workplace) -> bool:
    """Finish what a power cut left undone, and tell whether the first administrator is still to be made."""
    from kypho_prep.workflow.clinic import retention, staff
    from kypho_prep.workflow.derived import refresh

    refresh.close_left_over(workplace)
    # A disk that is full keeps nobody from working: it stays due, and the next start tries again.
    with suppress(NotWiped):
        retention.finish_wiping(workplace)
    return staff.set_up_needed(workplace)


def last_act(workplace: Workplace, config: Path) -> None:
    """Put on record that the program ends, and let go of the database whatever comes of that."""
    from kypho_prep.workflow.clinic import on_record

    try:
        on_record.stopped(workplace, config)
    finally:
        workplace.close()


def _offer_words(words: Words, offered: Offer | None) -> str:
    if offered is None:
        return ""
    # In figures, since the words of dates are not read yet; by the wall clock of whoever made it.
    said = words.count("program.offer", offered.gap, at=f"{offered.made_at:%Y-%m-%d %H:%M}")
    return f"{said} {words('program.offer_kept')}"
