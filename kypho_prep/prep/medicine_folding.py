"""What stays of a typed medicine once dose, form and how often are taken away; numbers that belong to a name stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# No name on a box is as long: a longer text is kept word for word and never looked up.
LONGEST = 120

_NOT_TYPED = re.compile(r"[^\x20-\x7e\s]|[<>\x00-\x08\x0b\x0c\x0e-\x1f]")
_WORDS = re.compile(r"[a-z]+|\d+(?:[./]\d+)*%?")
_MARKS = str.maketrans(dict.fromkeys("'`\u2018\u2019\u00b4", "") | dict.fromkeys("\u00ae\u2122\u00a9\u00b0", " ") | {"\u00b5": "u"})

JOINING = frozenset("and with w".split())
UNITS = frozenset(
    """mg mgs milligram milligrams mcg mcgs ug microgram micrograms gm gms g gram grams ml mls cc iu ius unit units meq k
    hour hours hr hrs h oz tsp mm percent tablet tablets tab tabs capsule capsules cap caps pill pills caplet caplets
    softgel softgels gummy gummies puff puffs drop drops spray sprays shot shots injection injections patch patches
    times time x day days week weeks month months daily weekly monthly nightly""".split()
)
OFTEN = frozenset(
    """a an once twice thrice one two three four five six half every each per other few time times x day days daily week
    weekly weeks month monthly months year yearly years hour hours hr hrs morning mornings am pm noon evening evenings
    night nightly nights bedtime at before after in meal meals food breakfast lunch dinner supper as needed prn bid tid
    qid qd qod qhs hs qam qpm po q sometimes occasionally usually only when if necessary monday tuesday wednesday
    thursday friday saturday sunday mon tue wed thu fri sat sun mwf today yesterday ago last since""".split()
)
AROUND = frozenset(
    """the my i im ive am take takes taking took on use uses using have has been was is it its some kind of called like
    think maybe also still stopped stop quit new old me gave prescribed doctor dr brand name generic genric medicine
    medicines medication medications med meds rx otc prescription counter over store bought supplement supplements
    herbal stuff thing size year yr strength regular extra maximum max high low dose dosage mini""".split()
)
FORMS = frozenset(
    """tablet tablets tab tabs capsule capsules cap caps caplet caplets gelcap gelcaps gel liquigel liquigels softgel
    softgels pill pills er xr sr xl cr la cd dr ec odt hfa ir xt extended delayed immediate sustained slow time release
    released acting long coated enteric injection injections injectable inj shot shots pen pens pens flexpen kwikpen
    solostar flextouch sureclick autoinjector vial vials syringe syringes prefilled patch patches cream ointment lotion
    drop drops spray sprays nasal inhaler inhaled inhalation puff puffs neb nebs syrup liquid solution suspension powder
    powders packet packets chewable chewables chew chews gummy gummies lozenge suppository infusion oral sublingual
    topical transdermal ophthalmic eye respimat ellipta diskus handihaler extract complex""".split()
)
SALTS = frozenset(
    """sodium potassium calcium magnesium hcl hydrochloride hydrobromide hbr succinate tartrate bitartrate bisulfate
    besylate mesylate maleate fumarate phosphate acetate sulfate citrate chloride bromide etexilate medoxomil sod
    monohydrate dihydrate""".split()
)
DENYING = frozenset("no not non none never without dont nothing except instead".split())
REASON = frozenset("for because due from against".split())


def plain_words(text: str) -> tuple[str, ...]:
    """Return a text's words and numbers in small letters; nothing for what nobody types as a medicine's name.

    Nothing comes of a text that is too long, holds markup, control characters, pictures or letters other than Latin.
    """
    if len(text) > LONGEST:
        return ()
    folded = text if text.isascii() else _latin(text)
    if _NOT_TYPED.search(folded):
        return ()
    return tuple(_WORDS.findall(folded.casefold().translate(_MARKS)))


def _latin(text: str) -> str:
    """Return a text without accents, with dashes and quotes as plain ones; other scripts and pictures stay in it."""
    spread = unicodedata.normalize("NFKD", text.translate(_MARKS))
    kinds = ((one, unicodedata.category(one)) for one in spread)
    return "".join(" " if kind[0] in "PZ" and not one.isascii() else one for one, kind in kinds if kind != "Mn")


def joined(words: Iterable[str]) -> str:
    """Return words as one, by which split and joined spellings of a name are the same; "and" and "with" left out."""
    return "".join(word for word in words if word not in JOINING)


def affirmed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words before the first that denies ("not diabetes"); none of them where "free" follows a name."""
    if "free" in words:
        return ()
    return next((words[:at] for at, word in enumerate(words) if word in DENYING), words)


def readings(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the words as typed, then with ever more taken away: how often, dose, talk, salt, numbers, form.

    A number that may belong to the name (70/30, #3) stays until everything else was tried.
    """
    if len(words) == 1 and words[0] not in DENYING:
        return (words,)
    found = {words: None}
    for one in _stripped(affirmed(words)):
        if one:
            found[one] = None
    return tuple(found)


def _stripped(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    dosed = tuple(_without_doses(words))
    yield dosed
    bare = tuple(word for word in dosed if word not in OFTEN)
    yield bare
    told = _head(tuple(word for word in bare if word not in AROUND))
    yield told
    base = tuple(word for word in told if word not in SALTS)
    yield base
    yield tuple(word for word in base if word not in FORMS)
    lettered = tuple(word for word in base if word[0].isalpha())
    yield lettered
    yield tuple(word for word in lettered if word not in FORMS)


def _without_doses(words: tuple[str, ...]) -> Iterator[str]:
    """Return the words without a number and its unit, and without per cents."""
    unit = False
    for at, word in enumerate(words):
        follows = words[at + 1] if at + 1 < len(words) else ""
        dose = word[0].isdigit() and (follows in UNITS or (follows in ("a", "per") and _counted(words, at + 2)))
        if not (dose or word.endswith("%") or (unit and word in UNITS)):
            yield word
        unit = dose


def _counted(words: tuple[str, ...], at: int) -> bool:
    return at < len(words) and words[at] in UNITS


def _head(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands before "for my heart"."""
    for at, word in enumerate(words):
        if at and word in REASON:
            return words[:at]
    return words
