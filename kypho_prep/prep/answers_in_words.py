"""Answers, flags and dates said in words, in the reader's language; a patient's text stays plain text."""

from __future__ import annotations

from datetime import date

from kypho_prep.prep.checklist import Item
from kypho_prep.prep.finding import Finding, Reason
from kypho_prep.prep.path import PageRef
from kypho_prep.prep.reply import Reply
from kypho_prep.prep.sign_off import Blocker
from kypho_prep.prep.situation import Situation
from kypho_prep.prep.words import Words


def answer_words(situation: Situation, words: Words, page: PageRef) -> str:
    """Return the current answer of a page in words; empty when there is none."""
    raise NotImplementedError


def reply_words(situation: Situation, words: Words, reply: Reply) -> str:
    """Return any reply in words, a superseded or hidden one too."""
    raise NotImplementedError


def question_words(words: Words, item: Item, name: str = "") -> str:
    """Return an item's question, an entry's name put in its place."""
    raise NotImplementedError


def flag_words(words: Words, reason: Reason) -> str:
    """Return why a flag stands, in words."""
    raise NotImplementedError


def board_words(words: Words, finding: Finding) -> str:
    """Return a flag's short line for the board."""
    raise NotImplementedError


def blocker_words(words: Words, blocker: Blocker) -> str:
    """Return what blocks a sign-off, in words."""
    raise NotImplementedError


def day_words(words: Words, day: date) -> str:
    """Return a date with its weekday's name."""
    raise NotImplementedError


def clock_words(words: Words, clock: str) -> str:
    """Return a local "HH:MM" as people say it; midnight and noon by their names."""
    raise NotImplementedError
