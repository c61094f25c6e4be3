"""The content as it was read and checked once, kept beside the program's caches for the next start.

It counts only while every source it was made from, the code that read it included, is the same to the byte, and while
its own bytes are what was written. On any doubt it is as if it were not there, and the sources are read and checked.
Nothing in it runs: it is decoded into the content's own types, each value checked against them.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from kypho_prep.content.plurals import plural_rule
from kypho_prep.prep import checklist, words
from kypho_prep.prep.checklist import Checklist
from kypho_prep.prep.medicines import catalogue, names
from kypho_prep.prep.medicines.catalogue import MedicineClass, MedicineList, MedicineName
from kypho_prep.prep.words import REFERENCE, HelperWords, Language, Words

log = logging.getLogger(__name__)

FILE = "content.bin"
_DIGEST = 32  # bytes of a SHA-256
_SHAPES = (checklist, words, catalogue, names)
Parts = tuple[Checklist, Mapping[str, Words], MedicineList, tuple[Language, ...]]


class _Words(msgspec.Struct, array_like=True):
    name: str
    right_to_left: bool
    table: dict[str, str]
    helper: HelperWords


class KeptLanguages(Mapping[str, Words]):
    """The words of each language by its code, a language decoded when somebody first reads it."""

    def __init__(self, kept: dict[str, msgspec.Raw]) -> None:
        self._kept = kept
        self._read: dict[str, Words] = {}

    def __getitem__(self, code: str) -> Words:
        """Return a language's words; KeyError where there is none of that code."""
        if code not in self._read:
            one = msgspec.msgpack.decode(self._kept[code], type=_Words)
            self._read[code] = Words(code, one.name, one.table, one.right_to_left, plural_rule(code).form, one.helper)
        return self._read[code]

    def __contains__(self, code: object) -> bool:
        """Tell whether a language is there, without reading it."""
        return code in self._kept

    def __iter__(self) -> Iterator[str]:
        """Yield the codes, the reference language first."""
        return iter(self._kept)

    def __len__(self) -> int:
        """Return how many languages there are."""
        return len(self._kept)

    @property
    def decoded(self) -> frozenset[str]:
        """The codes of the languages that somebody has read."""
        return frozenset(self._read)


class _Kept(msgspec.Struct, array_like=True):
    checklist: Checklist
    languages: dict[str, msgspec.Raw]
    known: tuple[Language, ...]
    version: str
    classes: dict[str, MedicineClass]
    names: tuple[MedicineName, ...]
    tiles: dict[str, tuple[MedicineName, ...]]
    common: tuple[MedicineName, ...]
    synonyms: dict[str, tuple[str, ...]]


def digest(resources: Path) -> bytes:
    """Return what the sources are, all names and bytes, a picture by its name; empty where one cannot be read."""
    whole = hashlib.sha256()
    try:
        for name, content in _sources(resources):
            for part in (name.encode(), content):
                whole.update(len(part).to_bytes(8, "big") + part)
    except OSError:
        return b""
    return whole.digest()


def read(folder: Path, source: bytes) -> Parts | None:
    """Return the content that was kept from sources with this digest; nothing where there is any doubt."""
    try:
        raw = (folder / FILE).read_bytes()
    except OSError:
        return None
    made_from, written, payload = raw[:_DIGEST], raw[_DIGEST : 2 * _DIGEST], raw[2 * _DIGEST :]
    if made_from != source or hashlib.sha256(payload).digest() != written:
        return None
    return _decoded(payload)


def keep(folder: Path, source: bytes, parts: Parts) -> None:
    """Keep checked content for the next start; where the folder takes nothing, each start reads the sources."""
    payload = _encoded(parts)
    if _decoded(payload) != parts:
        log.debug("the content is not kept: it does not come back as it was")
        return
    beside = folder / f"{FILE}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.write_bytes(source + hashlib.sha256(payload).digest() + payload)
        beside.replace(folder / FILE)
    except OSError as trouble:
        log.debug("the content is not kept: %s", type(trouble).__name__)
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _encoded(parts: Parts) -> bytes:
    asked, languages, medicines, known = parts
    kept = _Kept(
        asked,
        {code: msgspec.Raw(_encoded_words(one)) for code, one in languages.items()},
        known,
        medicines.version,
        dict(medicines.classes),
        medicines.names,
        dict(medicines.tiles),
        medicines.common,
        dict(medicines.synonyms),
    )
    return msgspec.msgpack.encode(kept)


def _encoded_words(words: Words) -> bytes:
    return msgspec.msgpack.encode(_Words(words.name, words.right_to_left, dict(words.table), words.helper))


def _decoded(payload: bytes) -> Parts | None:
    try:
        kept = msgspec.msgpack.decode(payload, type=_Kept)
        languages = KeptLanguages(kept.languages)
        languages[REFERENCE]
    except (msgspec.MsgspecError, KeyError):
        return None
    medicines = MedicineList(kept.version, kept.classes, kept.names, kept.tiles, kept.common, kept.synonyms)
    return kept.checklist, languages, medicines, kept.known


def _sources(resources: Path) -> Iterator[tuple[str, bytes]]:
    home = len(str(resources)) + 1
    for part in ("content", "medicines"):
        for text in _texts(str(resources / part)):
            yield text[home:].replace(os.sep, "/"), Path(text).read_bytes()
    # Only that a picture is there is checked with the checklist.
    for path in sorted((resources / "images").glob("*.svg")):
        yield path.name, b""
    code = [*Path(__file__).parent.glob("*.py"), *(Path(module.__file__ or "") for module in _SHAPES)]
    for path in sorted(code):
        yield path.name, path.read_bytes()


def _texts(folder: str) -> Iterator[str]:
    """Yield the content's files below a folder; each start looks at them all, and `Path` takes twice as long."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda one: one.name)
    for one in entries:
        if one.is_dir():
            yield from _texts(one.path)
        elif one.name.endswith(".toml"):
            yield one.path
