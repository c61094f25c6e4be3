"""A language that is no language: each of the patient's words in English behind a mark, staff's words left out."""

import json
import shutil
from datetime import date
from pathlib import Path

from kypho_prep import paths
from kypho_prep.content import load_words
from kypho_prep.content.word_keys import for_patients
from kypho_prep.workflow.clinic import languages
from kypho_prep.workflow.clinic.languages import ReviewForm
from kypho_prep.workflow.clinic.staff import StaffMember
from kypho_prep.workflow.workplace import Workplace

CODE, NAME, MARK = "xx", "Marked", "»"
# The letters of a keyboard's keys are no words.
LETTERS = "controls.keyboard."
REVIEW = ReviewForm("Test Reviewer", "made up for a test", date(2026, 11, 20))


def resources_with_it(folder: Path) -> Path:
    """Return a copy of the program's resources in a folder, with the made-up language beside English and no other."""
    shutil.copytree(paths.resources(), folder)
    for home in (folder / "content" / "words").iterdir():
        if home.is_dir() and home.name != "en":
            shutil.rmtree(home)
    write_language(folder, {})
    return folder


def write_language(resources: Path, other: dict[str, str | None], *, draft: bool = True) -> None:
    """Write the made-up language, some of its keys otherwise: None leaves a key out."""
    english = load_words(resources / "content" / "words", "en")
    own = {
        key: text if key.startswith(LETTERS) else marked(text)
        for key, text in english.table.items()
        if for_patients(key)
    }
    folder = resources / "content" / "words" / CODE
    (folder / "helper").mkdir(parents=True, exist_ok=True)
    said = f'name = "{NAME}"\nright_to_left = false\ndraft = {str(draft).lower()}\n'
    (folder / "_language.toml").write_text(said, "utf-8")
    write_words(folder, own | other)
    write_words(folder / "helper", {key: marked(text) for key, text in english.helper.table.items()})


def write_words(folder: Path, said: dict[str, str | None]) -> None:
    lines = [f"{json.dumps(key)} = {json.dumps(text, ensure_ascii=False)}" for key, text in said.items() if text]
    (folder / "all.toml").write_text("\n".join(lines), "utf-8")


def marked(text: str) -> str:
    """Return a text with the mark before each of its paragraphs, which a page shows one by one."""
    return MARK + text.replace("\n\n", f"\n\n{MARK}")


def offer(workplace: Workplace, staff: StaffMember, language: str = CODE) -> None:
    """Record a review of a language, which offers it to patients; the reviewer is made up."""
    languages.record_review(workplace, staff=staff, language=language, form=REVIEW)
