"""An answer given in another language than its reader's: what it says, and how it stood on the screen."""

from __future__ import annotations

from kypho_prep.prep.answers.single import OneOfOrText, Phone, Text
from kypho_prep.prep.answers.structured import NamedMedicine
from kypho_prep.prep.interview.situation import Situation
from kypho_prep.prep.reply import Reply, State
from kypho_prep.prep.wording.sentences import reply_words
from kypho_prep.prep.words import REFERENCE, Words

# The names of languages, as staff read them.
NAMES = "kiosk.interpreter.english."


def language_words(words: Words, code: str) -> str:
    """Return a language's name as staff read it; its code where no words name it."""
    return words("desk.language.en") if code == REFERENCE else words.optional(f"{NAMES}{code}") or code


def spoken(words: Words) -> tuple[str, ...]:
    """Return the codes of the languages that staff can say a patient speaks, in the order of the words."""
    return (REFERENCE, *(key.removeprefix(NAMES) for key in words.table if key.startswith(NAMES)))


def said_words(situation: Situation, words: Words, reply: Reply) -> str:
    """Return an answer as it stood on the screen; where that was another language, the same answer in these words."""
    shown = reply.shown.answer if reply.language == words.language and reply.state is State.VALUE else ""
    return shown or reply_words(situation, words, reply)


def typed_in(words: Words, reply: Reply) -> str:
    """Return the language that an answer was typed in, where it is not the reader's; empty for what was chosen."""
    typed = isinstance(reply.answer, Text | OneOfOrText | NamedMedicine) and not isinstance(reply.answer, Phone)
    other = reply.language != words.language and typed and reply.answer is not None and bool(reply.answer.text)
    return language_words(words, reply.language) if other else ""


def typed_mark(words: Words, reply: Reply) -> str:
    """Return that an answer was typed in another language, and in which; else nothing."""
    typed = typed_in(words, reply)
    return words("desk.answers.typed_in", language=typed) if typed else ""


def given_words(words: Words, reply: Reply, said: str) -> str:
    """Return how an answer that is `said` here was given in another language: typed in it, or chosen by its words."""
    shown = reply.shown.answer
    chosen = reply.language != words.language and shown not in ("", said)
    language = language_words(words, reply.language)
    in_its_words = words("desk.answers.shown_in", language=language, answer=shown) if chosen else ""
    return typed_mark(words, reply) or in_its_words
