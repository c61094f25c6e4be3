"""How easily Spanish pages read: the Flesch-Szigriszt index on the INFLESZ scale, with our own count of syllables.

Index: 206.835 - 62.3 x syllables/words - words/sentences (Szigriszt Pazos, Sistemas predictivos de legibilidad del
mensaje escrito, 1993). Scale for health texts: below 40 very hard, to 55 somewhat hard, to 65 normal, to 80 quite easy,
above 80 very easy (Barrio-Cantalejo et al., Anales del Sistema Sanitario de Navarra 31(2), 2008, 135-152).
"""

from __future__ import annotations

import re

from kypho_prep.content.check import page_text
from kypho_prep.content.forbidden import sentences
from kypho_prep.prep.checklist import Checklist
from kypho_prep.prep.words import Words

SPANISH = "es"
HARDEST = 55.0  # the least ease of a page: "normal" on the scale
USUAL = 65.0  # the least ease of the median page: "quite easy"
_WORD = re.compile(r"[a-záéíóúüñ]+", re.IGNORECASE)
# A sound that is no vowel of its own: the u of que, qui, gue, gui, and a y that begins a syllable.
_SILENT = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])|y(?=[aeiouáéíóú])")
# A vowel, with the weak ones that lean on it: strong vowels, and weak ones with an accent, each make a syllable.
_SYLLABLE = re.compile(r"[iuüy]?[aeoáéó][iuüy]?(?![aeoáéóíú])|[iuüy]?[aeoáéó]|[íú]|[iuüy]{1,2}")


def syllables(word: str) -> int:
    """Return how many syllables a Spanish word has, at least one."""
    return max(1, len(_SYLLABLE.findall(_SILENT.sub("-", word.lower()))))


def ease(text: str) -> float:
    """Return the Flesch-Szigriszt index of a text; the higher, the easier. A placeholder counts as one day's name."""
    said = [_WORD.findall(re.sub(r"\{\w+\}", "martes", one)) for one in sentences(text)]
    told = [words for words in said if words]
    words = [word for one in told for word in one]
    if not words:
        return 100.0
    return 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(told)


def eases(checklist: Checklist, words: Words) -> dict[str, float]:
    """Return the ease of every page that a patient reads in Spanish."""
    return {item.id: round(ease(page_text(item, words)), 1) for item in checklist.items if item.has_page or item.behind}
