"""The languages that an interpreter is offered in before anyone has signed in, in the languages' own names."""

from __future__ import annotations

from kypho_prep.prep.words import Words

# Often asked for in clinics in the United States. Chinese, Korean, Russian, Hindi and all others that are written in
# neither Latin nor Arabic letters are left out, since the program's letters cannot draw them: they have ANOTHER.
LANGUAGES = ("es", "ar", "vi", "tl", "fr", "ht", "pt", "pl", "fa", "prs", "ur", "so", "sw", "hmn", "ase")
ANOTHER = "another"
NOBODY = ""


def own_name(words: Words, language: str) -> str:
    """Return a language's name as its speakers write it; for ANOTHER that it is another one."""
    return words("kiosk.interpreter.another") if language == ANOTHER else words(f"kiosk.interpreter.own.{language}")


def need(words: Words, language: str) -> str:
    """Return "I need an interpreter" in a language where the words are sure, else the English word alone."""
    return words.optional(f"kiosk.interpreter.need.{language}") or words("kiosk.interpreter.title")


def for_staff(words: Words, language: str) -> str:
    """Return a language as staff read it: its own name and the English one; empty for ANOTHER, which is asked."""
    if language == ANOTHER:
        return ""
    own, english = own_name(words, language), words(f"kiosk.interpreter.english.{language}")
    return own if own == english else f"{own} ({english})"
