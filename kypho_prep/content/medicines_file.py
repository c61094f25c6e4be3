"""Reads the flagging list: medicine classes, names with their generics and classes, and synonyms in other languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from kypho_prep.content.files import BrokenContent, shaped
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.catalogue import MedicineClass, MedicineList, MedicineName, folded
from kypho_prep.prep.medicines.normalization import joined, plain_words


class _Class(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    code: str
    level: Level
    loop: bool = False


class _Group(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename={"for_": "for"}):
    """Names of one use, one set of classes and one level: those that hold themselves, and those that hold others."""

    for_: str
    classes: tuple[str, ...] = ()
    ordinary: bool = False
    phrase: bool = False
    level: Level | None = None
    generic: tuple[str, ...] = ()
    brand: dict[str, tuple[str, ...]] = {}
    other: dict[str, tuple[str, ...]] = {}


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename={"class_": "class"}):
    list_version: str
    date: date
    sources: tuple[str, ...]
    class_: tuple[_Class, ...]
    group: tuple[_Group, ...]


class _Tiles(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    tiles: dict[str, tuple[str, ...]]
    common: tuple[str, ...] = ()


class _Synonyms(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    synonyms: dict[str, tuple[str, ...]]
    lay_words: dict[str, tuple[str, ...]] = {}


def load_medicines(path: Path) -> MedicineList:
    """Return the flagging list of a file; raises BrokenContent naming the medicine and the reason."""
    read = shaped(path, _File)
    classes = {one.code: MedicineClass(one.code, one.level, one.loop) for one in read.class_}
    names = tuple(name for group in read.group for name in _names(path.name, group, classes))
    seen: set[str] = set()
    for name in names:
        spelled = folded(name.name)
        if not spelled:
            raise BrokenContent(path.name, "group", "a medicine has no name")
        if spelled in seen:
            raise BrokenContent(path.name, name.name, "the name stands twice")
        seen.add(spelled)
    return MedicineList(read.list_version, classes, names)


def load_tiles(path: Path, medicines: MedicineList) -> MedicineList:
    """Return the list with the common names of each card; raises BrokenContent for a name that it does not have."""
    read = shaped(path, _Tiles)
    for card, names in (*read.tiles.items(), ("common", read.common)):
        for name in names:
            if folded(name) not in medicines.by_name:
                raise BrokenContent(path.name, card, f"the flagging list has no {name!r}")
    known = {card: tuple(medicines.by_name[folded(name)] for name in names) for card, names in read.tiles.items()}
    return replace(medicines, tiles=known, common=tuple(medicines.by_name[folded(name)] for name in read.common))


def load_synonyms(folder: Path, medicines: MedicineList) -> MedicineList:
    """Return the list with what its names are called in other languages: of each file in a folder, one a language.

    A synonym is found and the list's own name shown; lay words are names of their own, with all that the list's
    hold. Raises BrokenContent for a name that the list does not have, and for words that nobody can type or that
    already mean something.
    """
    called = {joined(plain_words(one.name)): one.name for one in medicines.names}
    synonyms: dict[str, tuple[str, ...]] = {}
    lay: list[MedicineName] = []
    for path in sorted(folder.glob("*.toml")):
        file, read = f"{folder.name}/{path.name}", shaped(path, _Synonyms)
        for own, text in _meant(file, read.synonyms, medicines, called):
            synonyms[own.name] = (*synonyms.get(own.name, ()), text)
        lay += [replace(own, name=text) for own, text in _meant(file, read.lay_words, medicines, called)]
    return replace(medicines, names=(*medicines.names, *lay), synonyms=synonyms)


def _meant(
    file: str, table: dict[str, tuple[str, ...]], medicines: MedicineList, called: dict[str, str]
) -> Iterator[tuple[MedicineName, str]]:
    """Yield each of a table's texts with the list's name that it stands for, and note its letters in `called`."""
    for name, texts in table.items():
        own = medicines.by_name.get(folded(name))
        if own is None:
            raise BrokenContent(file, name, "the flagging list has no such name")
        for text in texts:
            letters = joined(plain_words(text))
            if not letters:
                raise BrokenContent(file, text, "nobody can type this as a medicine's name")
            if letters in called:
                raise BrokenContent(file, text, f"is spelled like {called[letters]}")
            called[letters] = text
            yield own, text


def _names(file: str, group: _Group, classes: dict[str, MedicineClass]) -> Iterator[MedicineName]:
    held = {**{name: (name,) for name in group.generic}, **group.other}
    first = next(iter((*group.generic, *group.brand, *group.other)), "group")
    for code in group.classes:
        if code not in classes:
            raise BrokenContent(file, first, f"there is no class {code!r}")
    if group.ordinary and set(group.classes) - {"morning_of"}:
        raise BrokenContent(file, first, "an ordinary name has no class but morning_of")
    for brand, names in ((False, held), (True, group.brand)):
        for name, generics in names.items():
            yield MedicineName(
                name,
                generics,
                group.classes,
                level=group.level,
                brand=brand,
                ordinary=group.ordinary,
                phrase=group.phrase,
                what_for=group.for_,
            )
