"""The sentences that no patient may read, print or hear, as patterns: those of English, and those of each language."""

from __future__ import annotations

import re
from pathlib import Path

from kypho_prep.content.files import BrokenContent, read_toml
from kypho_prep.prep.words import REFERENCE

_VOWEL_MARKS = re.compile("[\u064b-\u0652]")
_ENDS = "(?<=[.!?\N{ARABIC QUESTION MARK}])"


def forbidden_file(folder: Path, language: str) -> Path:
    """Return where the forbidden sentences of a language stand in the content's folder."""
    return folder / ("forbidden.toml" if language == REFERENCE else f"forbidden.{language}.toml")


def has_own(folder: Path, language: str) -> bool:
    """Tell whether a language has forbidden sentences of its own."""
    return forbidden_file(folder, language).exists()


def forbidden_patterns(folder: Path, language: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns that a language's words are held against, by their name: those of English and its own.

    Raises BrokenContent for a file that cannot be read.
    """
    patterns = load_patterns(forbidden_file(folder, REFERENCE))
    if language != REFERENCE and has_own(folder, language):
        own = load_patterns(forbidden_file(folder, language))
        patterns |= {f"{name} ({language})": pattern for name, pattern in own.items()}
    return patterns


def load_patterns(path: Path) -> dict[str, re.Pattern[str]]:
    """Return the forbidden sentences' patterns by their name; raises BrokenContent for one that cannot be read."""
    patterns: dict[str, re.Pattern[str]] = {}
    for number, one in enumerate(read_toml(path).get("pattern", ())):
        name = str(one.get("name") or f"pattern[{number}]")
        try:
            patterns[name] = re.compile(one["regex"], re.IGNORECASE)
        except (KeyError, TypeError):
            raise BrokenContent(path.name, name, "the pattern has no regex") from None
        except re.error as trouble:
            raise BrokenContent(path.name, name, f"the regex cannot be read ({trouble})") from None
    if not patterns:
        raise BrokenContent(path.name, "pattern", "the file holds no pattern")
    return patterns


def caught(patterns: dict[str, re.Pattern[str]], text: str) -> tuple[str, ...]:
    """Return the names of the patterns that a text runs into, sentence by sentence; Arabic vowel marks do not count."""
    said = sentences(_VOWEL_MARKS.sub("", text))
    return tuple(name for name, pattern in patterns.items() if any(pattern.search(one) for one in said))


def sentences(text: str) -> tuple[str, ...]:
    """Return a text's sentences; a new line begins a new one."""
    return tuple(one for one in re.split(_ENDS + r"\s+|\n+", text) if one.strip())
