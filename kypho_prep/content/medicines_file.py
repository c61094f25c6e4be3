"""Reads the flagging list: medicine classes, and names with their generics and classes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from kypho_prep.content.files import BrokenContent
from kypho_prep.content.shapes import shaped
from kypho_prep.prep.checklist import Level
from kypho_prep.prep.medicines import MedicineClass, MedicineList, MedicineName, folded


class _Class(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    code: str
    level: Level
    loop: bool = False


class _Name(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename={"for_": "for"}):
    name: str
    generics: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    brand: bool = False
    ordinary: bool = False
    phrase: bool = False
    level: Level | None = None
    for_: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True, rename={"class_": "class"}):
    list_version: str
    date: date
    sources: tuple[str, ...]
    class_: tuple[_Class, ...]
    medicine: tuple[_Name, ...]


def load_medicines(path: Path) -> MedicineList:
    """Return the flagging list of a file; raises BrokenContent naming the medicine and the reason."""
    read = shaped(path, _File)
    classes = {one.code: MedicineClass(one.code, one.level, one.loop) for one in read.class_}
    seen: set[str] = set()
    for one in read.medicine:
        _hold_name(path.name, one, classes, seen)
    return MedicineList(read.list_version, classes, tuple(_name(one) for one in read.medicine))


def _hold_name(file: str, one: _Name, classes: dict[str, MedicineClass], seen: set[str]) -> None:
    for code in one.classes:
        if code not in classes:
            raise BrokenContent(file, one.name, f"there is no class {code!r}")
    if one.ordinary and one.classes and set(one.classes) != {"morning_of"}:
        raise BrokenContent(file, one.name, "an ordinary name has no class but morning_of")
    if not folded(one.name):
        raise BrokenContent(file, "medicine", "a medicine has no name")
    if folded(one.name) in seen:
        raise BrokenContent(file, one.name, "the name stands twice")
    seen.add(folded(one.name))


def _name(one: _Name) -> MedicineName:
    return MedicineName(
        one.name,
        one.generics,
        one.classes,
        level=one.level,
        brand=one.brand,
        ordinary=one.ordinary,
        phrase=one.phrase,
        what_for=one.for_,
    )
