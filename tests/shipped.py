"""The content that the program ships, read once in a process: most tests stand on it and none changes it."""

from dataclasses import replace
from functools import cache

from kypho_prep import paths
from kypho_prep.content import Content, load
from kypho_prep.tour.pseudo_language import ACCENTED, MIRRORED, pseudo_language


@cache
def shipped() -> Content:
    return load(paths.resources())


@cache
def with_pseudo_languages() -> Content:
    """Return the same with the two languages that are made of the English words by code."""
    content = shipped()
    made = {code: pseudo_language(content.languages["en"], code) for code in (ACCENTED, MIRRORED)}
    return replace(content, languages={**content.languages, **made})
