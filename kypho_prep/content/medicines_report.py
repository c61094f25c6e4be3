"""What `kypho-prep medicines` says: what typed names mean, and whether every name of the list means what it should."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kypho_prep.content.medicines_file import load_medicines, load_synonyms
from kypho_prep.prep.medicines.catalogue import MedicineList, MedicineName, classes_of, match
from kypho_prep.prep.medicines.normalization import joined, plain_words

FILE = "flagging.toml"
HARMLESS = {"morning_of"}


def flagging_list(resources: Path) -> MedicineList:
    """Return the flagging list of a resources folder; raises BrokenContent for the first fault in its form."""
    folder = resources / "medicines"
    return load_synonyms(folder / "synonyms", load_medicines(folder / FILE))


def matches(medicines: MedicineList, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Return for each typed line what it may mean, by its first suggestion; the text itself stays word for word.

    The level is the highest of the classes and knows no clinic's settings.
    """
    for line in lines:
        found = match(medicines, line.rstrip("\r\n"))
        yield {
            "typed": found.typed,
            "name": found.name,
            "generics": list(found.generics),
            "classes": list(found.classes),
            "level": found.level.value if found.level else None,
            "how": found.how.value,
            "suggestions": [one.name for one in found.suggestions],
        }


def faults(medicines: MedicineList) -> tuple[str, ...]:
    """Return a sentence for each name that does not reach itself, collides with another or is ordinary yet flagged."""
    return (*_unreached(medicines), *_collisions(medicines), *_flagged(medicines))


def _unreached(medicines: MedicineList) -> Iterator[str]:
    for one in medicines.names:
        found = match(medicines, one.name)
        if found.name != one.name:
            yield f"{FILE}: {one.name}: reaches {found.name or 'nothing'}, not itself"
    for name, texts in medicines.synonyms.items():
        for text in texts:
            reached = match(medicines, text).name
            if reached != name:
                yield f"synonyms: {text}: reaches {reached or 'nothing'}, not {name}"


def _collisions(medicines: MedicineList) -> Iterator[str]:
    """Return the names spelled alike once folded, and those of the same words that mean something else."""
    spelled: dict[str, MedicineName] = {}
    worded: dict[tuple[str, ...], MedicineName] = {}
    for one in medicines.names:
        words = plain_words(one.name)
        same = spelled.setdefault(joined(words), one)
        other = worded.setdefault(tuple(sorted(words)), one)
        if same is not one:
            yield f"{FILE}: {one.name}: is spelled like {same.name}"
        elif set(other.generics) != set(one.generics):
            yield f"{FILE}: {one.name}: has the words of {other.name} but other ingredients"


def _flagged(medicines: MedicineList) -> Iterator[str]:
    for one in medicines.names:
        classes = [code for code in classes_of(medicines, one.name) if code not in HARMLESS]
        if one.ordinary and classes:
            yield f"{FILE}: {one.name}: is ordinary and yet flagged as {', '.join(classes)}"
