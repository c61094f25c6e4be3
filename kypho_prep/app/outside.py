"""What lies outside the screens: printers, papers, the machine's time zone, the sample's folder, a trouble's words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep.content.files import BrokenContent
from kypho_prep.look.trouble_page import Found
from kypho_prep.settings import SAMPLE_MARK, BrokenSettings
from kypho_prep.workflow.errors import Refused

if TYPE_CHECKING:
    from kypho_prep.nurse.desk import Outside
    from kypho_prep.prep.clinic import Clinic
    from kypho_prep.prep.situation import Situation
    from kypho_prep.prep.words import Words
    from kypho_prep.settings import Settings
    from kypho_prep.workflow.schedule import Slip

log = logging.getLogger(__name__)

PAPERS = "papers"
SAMPLE_VISITS = 9
ZONE = "America/New_York"


def print_plan(situation: Situation, words: Words) -> bool:
    """Print a patient's plan on the clinic's printer; false when it did not go there."""
    from kypho_prep.look.papers.outlet import send_to_printer
    from kypho_prep.look.papers.patient_plan import plan_paper

    clinic = situation.clinic
    return send_to_printer(plan_paper(situation, words, printed_on=situation.today), clinic.printer, size=clinic.paper)


def outside(chosen: Settings, clock: Callable[[], datetime], words: Words) -> Outside:
    """Return what the nurse's desk is handed: papers, printers, the machine's zone, a sample clinic."""
    from kypho_prep.look.printing import printer_names
    from kypho_prep.nurse.desk import Outside

    def slip(made: Slip, clinic: Clinic) -> Path | None:
        from kypho_prep.look.papers.outlet import keep_as_pdf, send_to_printer
        from kypho_prep.look.papers.slip import slip_paper

        paper = slip_paper(made, clinic, words, printed_on=clock().astimezone(clinic.tz).date())
        if send_to_printer(paper, clinic.printer, size=clinic.paper):
            return None
        return keep_as_pdf(paper, chosen.data / PAPERS, stem="slip", at=clock(), size=clinic.paper)

    def plan(situation: Situation) -> Path | None:
        from kypho_prep.look.papers.outlet import keep_as_pdf
        from kypho_prep.look.papers.patient_plan import plan_paper

        if print_plan(situation, words):
            return None
        paper = plan_paper(situation, words, printed_on=situation.today)
        return keep_as_pdf(paper, chosen.data / PAPERS, stem="plan", at=clock(), size=situation.clinic.paper)

    def make_sample(password: str) -> None:
        from kypho_prep.workflow.sample import make_from_command_line

        make_from_command_line(sample_folder(chosen), visits=SAMPLE_VISITS, password=password)

    there = (sample_folder(chosen) / SAMPLE_MARK).is_file()
    return Outside(slip, plan, printer_names, machine_zone(), make_sample, sample_there=there)


def sample_folder(chosen: Settings) -> Path:
    """Return the folder of the sample clinic that belongs to a data folder: beside it, never in it."""
    return chosen.data.with_name(f"{chosen.data.name}-sample")


def machine_zone() -> str:
    """Return the IANA name of the machine's time zone, as a proposal that staff may change at set-up."""
    from PySide6.QtCore import QTimeZone

    named = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return named if "/" in named and not named.startswith("Etc/") else ZONE


def found(trouble: Exception, words: Words) -> Found:
    """Return a trouble in words for the page of a program that cannot start; nothing technical but file and key."""
    if isinstance(trouble, Refused) and trouble.words_key in words:
        return Found(words(trouble.words_key, **trouble.params))
    if isinstance(trouble, BrokenContent):
        return Found(words("program.broken_content"), f"{trouble.file}, {trouble.key}: {trouble.reason}")
    if isinstance(trouble, BrokenSettings):
        return Found(words("program.broken_settings"), f"{trouble.file}, {trouble.field}: {trouble.reason}")
    log.error("the program cannot start: %s", type(trouble).__name__)
    return Found(words("program.unexpected"))
