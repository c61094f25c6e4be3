"""Turns resources/content into the checklist, and refuses a broken file by name, key and reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep.content.files import BrokenContent
from kypho_prep.content.words_files import load_words
from kypho_prep.prep.words import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kypho_prep.prep.checklist import Checklist
    from kypho_prep.prep.medicines.catalogue import MedicineList
    from kypho_prep.prep.words import Language, Words

__all__ = ["BrokenContent", "Content", "load", "load_kept", "load_words"]


@dataclass(frozen=True)
class Content:
    """All content of one start: the checklist, the words of each language, and the medicines' flagging list.

    `languages` are those that are complete; `known` tells of each that has words here, a draft with gaps among them.
    """

    checklist: Checklist
    languages: Mapping[str, Words]
    medicines: MedicineList
    known: tuple[Language, ...] = ()

    def words(self, language: str) -> Words:
        """Return the words of a language, of the reference language where the clinic has none of that code."""
        return self.languages.get(language, self.languages[REFERENCE])


def load(resources: Path) -> Content:
    """Return the content of a resources folder; raises BrokenContent for the first thing that does not hold.

    Words for staff that a language has not are those of the reference language; a draft with gaps is left out.
    """
    from kypho_prep.content.checklist_file import load_checklist
    from kypho_prep.content.medicines_file import load_medicines, load_synonyms, load_tiles
    from kypho_prep.content.read_languages import read_languages
    from kypho_prep.content.structure import check_structure

    checklist = load_checklist(resources / "content" / "checklist.toml")
    check_structure(checklist, resources / "images")
    medicines = load_medicines(resources / "medicines" / "flagging.toml")
    medicines = load_tiles(resources / "medicines" / "tiles.toml", medicines)
    medicines = load_synonyms(resources / "medicines" / "synonyms", medicines)
    read, known = read_languages(resources / "content" / "words", checklist, medicines)
    return Content(checklist, read, medicines, known)


def load_kept(resources: Path, folder: Path | None) -> Content:
    """Return the same content as `load`, from what an earlier start kept in a folder while nothing of it has changed.

    Keeps it there where it was read and checked anew; without a folder nothing is kept. Raises BrokenContent.
    """
    if folder is None:
        return load(resources)
    from kypho_prep.content import kept

    source = kept.digest(resources)
    parts = kept.read(folder, source) if source else None
    if parts is not None:
        return Content(*parts)
    content = load(resources)
    # Somebody may have changed a file while it was read.
    if source and kept.digest(resources) == source:
        kept.keep(folder, source, (content.checklist, content.languages, content.medicines, content.known))
    return content
