"""What `kypho-prep language` does: make a language's sheet, and take one in that is right from top to bottom."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from kypho_prep.content.checklist_file import load_checklist
from kypho_prep.content.medicines_report import flagging_list
from kypho_prep.content.translation.checks import Against, faults
from kypho_prep.content.translation.reading import BrokenSheet, Filled, read_sheet
from kypho_prep.content.translation.sheet import HELPER as HELPER_KEY
from kypho_prep.content.translation.sheet import Row, rows
from kypho_prep.content.translation.writing import write_language
from kypho_prep.content.words_files import ABOUT, ABOUT_HELPER, HELPER, load_words
from kypho_prep.prep.words import REFERENCE, HelperWords

__all__ = ["BrokenSheet", "New", "sheet_rows", "take_in"]

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_NEW_HELPER = """\
# `speaks_to`: words that speak to the patient, and that no helper's words may hold. `same_form`: the language says
# "you" and "they" in one form, so that what needs a helper's words follows English. `whoever`: keys, or where they
# begin, whose words mean whoever touches the screen.
same_form = true
speaks_to = []
whoever = {whoever}
"""


@dataclass(frozen=True)
class New:
    """What a language that has no folder yet is called, and which way it runs."""

    name: str
    right_to_left: bool = False


def sheet_rows(resources: Path, code: str) -> tuple[Row, ...]:
    """Return the rows of a language's sheet; empty translations for a new one. Raises BrokenSheet, BrokenContent."""
    if not _CODE.fullmatch(code) or code == REFERENCE:
        raise BrokenSheet(f"“{code}” is no code of a language to translate to. It reads like es or vi.")
    folder = resources / "content" / "words"
    words = load_words(folder, code) if (folder / code).is_dir() else None
    checklist = load_checklist(resources / "content" / "checklist.toml")
    return rows(folder, checklist, load_words(folder, REFERENCE), code, words)


def take_in(
    resources: Path, code: str, raw: bytes, target: Path, new: New | None
) -> tuple[tuple[tuple[int, str, str], ...], int]:
    """Return the faults of a sheet and how many texts it has; where there is no fault, write the language's folder.

    The folder stands in `target` under the language's code. Raises BrokenSheet for what is no sheet, or a new language
    without a name; BrokenContent; OSError, which leaves what is there as it was.
    """
    wanted = sheet_rows(resources, code)
    folder = resources / "content" / "words"
    about, helper, speaks = _abouts(folder, target, code, new)
    filled = read_sheet(raw)
    wanted = (*wanted, *_added(wanted, filled))
    against = Against(
        load_checklist(resources / "content" / "checklist.toml"),
        flagging_list(resources),
        load_words(folder, REFERENCE),
        resources / "content",
    )
    found = faults(against, code, speaks, wanted, filled)
    if not found:
        write_language(target / code, wanted, filled, about, helper)
    return found, len(filled)


def _added(wanted: tuple[Row, ...], filled: tuple[Filled, ...]) -> tuple[Row, ...]:
    """Return the rows that a translator added: what must be said otherwise to a helper, though not in English."""
    rows = {row.name: row for row in wanted}
    names = dict.fromkeys(one.key for one in filled if one.key.startswith(HELPER_KEY) and one.key not in rows)
    return tuple(rows[key].to_helper() for name in names if (key := name.removeprefix(HELPER_KEY)) in rows)


def _abouts(folder: Path, target: Path, code: str, new: New | None) -> tuple[str, str, HelperWords]:
    """Return the texts of a language's _language.toml and _helper.toml, and whom its helper's words speak to."""
    for home in (target, folder):
        if (home / code / ABOUT).exists():
            about, words = (home / code / ABOUT).read_text("utf-8"), load_words(home, code)
            helper = home / code / HELPER / ABOUT_HELPER
            return about, helper.read_text("utf-8") if helper.exists() else "", words.helper
    if new is None:
        raise BrokenSheet(f"“{code}” is a new language. Say its own name, such as --name Français.")
    whoever = load_words(folder, REFERENCE).helper.whoever
    name, direction = json.dumps(new.name, ensure_ascii=False), str(new.right_to_left).lower()
    # Nobody qualified has reviewed what a sheet brings: the clinic's administrator says so, not the file.
    about = f"name = {name}\nright_to_left = {direction}\ndraft = true\n"
    return (
        about,
        _NEW_HELPER.format(whoever=json.dumps(whoever, indent=2)),
        HelperWords({}, (), whoever, (), same_form=True),
    )
