"""Reads the flagging list: medicine classes, and names with their generics and classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from kypho_prep.content.files import BrokenContent, shaped
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines.catalogue import MedicineClass, MedicineList, MedicineName, folded


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
