"""How a person says what stands on a page written short: times, dates, doses, phone numbers, abbreviations."""

from __future__ import annotations

import re

from kypho_prep.prep.words import MONTHS, OTHER, Words

# What is written behind a number, and the last part of the words key of what is said for it.
UNITS = {
    "mg": "mg", "mcg": "mcg", "µg": "mcg", "μg": "mcg", "g": "g", "ml": "ml", "mL": "ml", "kg": "kg", "lb": "lb",
    "lbs": "lb", "mm": "mm", "cm": "cm", "IU": "iu", "%": "percent", "°F": "fahrenheit", "°C": "celsius",
}  # fmt: skip
_END = r"(?:[.?!\u2026\u061f]+[\"'\u201d\u2019\xbb)\]]*(?=\s)|\n)"
# A full stop behind one of these, or behind a single capital letter, ends no sentence.
_NO_END = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|Sra?|Dra|No|St|vs|e\.g|i\.e|approx)|\b[A-ZÁÉÍÑÓÚ])\.$")
_LEAST_PHONE = 7  # digits


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a text begins and ends, blanks around it left out; a new line begins a new one."""
    spans, begin = [], 0
    for found in re.finditer(_END, text):
        if found.group() == "\n" or not _NO_END.search(text[begin : found.end()]):
            spans.append((begin, found.end()))
            begin = found.end()
    return tuple(_trimmed(text, one) for one in (*spans, (begin, len(text))) if text[slice(*one)].strip())


def spoken(text: str, words: Words) -> str:
    """Return a text as a voice of the language says it; whatever has no short form stays as it is written."""
    text = _phones(text)
    for rule in (_clocks, _dates, _fractions, _units, _times, _ranges, _digits, _short_forms):
        text = rule(text, words)
    # Two substances in one medicine, or two strengths of it, are said one after the other.
    return " ".join(re.sub(r"(?<=\w)/(?=\w)", " ", text).split())


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    inside = text[slice(*span)]
    begin = span[0] + len(inside) - len(inside.lstrip())
    return begin, begin + len(inside.strip())


def _phones(text: str) -> str:
    """Say a phone number digit by digit, with a rest where it is parted."""

    def say(found: re.Match[str]) -> str:
        groups = re.findall(r"\d+", found.group())
        if len(groups) < 2 or sum(map(len, groups)) < _LEAST_PHONE:
            return found.group()
        return ", ".join(" ".join(group) for group in groups)

    return re.sub(r"(?<![\w.,])[+(]?\d(?:[\d ()-]|(?<=\d{3})\.)+\d(?![\w:/])", say, text)


def _clocks(text: str, words: Words) -> str:
    halves = {words("date.am").lower(): words("speech.am"), words("date.pm").lower(): words("speech.pm")}

    def say(found: re.Match[str]) -> str:
        hour, minute, half = found.groups()
        key = "clock_hour" if minute == "00" else "clock_oh" if minute[0] == "0" else "clock"
        values = {"hour": int(hour), "half": halves.get((half or "").lower(), "")}
        if key != "clock_hour":
            values["minute"] = int(minute)
        return words(f"speech.{key}", **values).strip() if half or minute != "00" else found.group()

    written = "|".join(map(re.escape, halves))
    return re.sub(rf"(?<![\d:])(\d{{1,2}}):(\d\d)(?![\d:])(?:\s?({written})(?!\w))?", say, text, flags=re.IGNORECASE)


def _dates(text: str, words: Words) -> str:
    """Say the number of a day beside its month's name as the language says it: "December 8th"."""
    days = words("speech.days").split(" ")
    names = "|".join(re.escape(words(f"date.month.{one}")) for one in MONTHS)
    pattern = re.escape(words("date.month_day", month="\0", number="\1"))
    pattern = pattern.replace(re.escape("\0"), f"(?P<month>{names})").replace(re.escape("\1"), r"(?P<number>\d{1,2})")

    def say(found: re.Match[str]) -> str:
        number = int(found["number"])
        if not 1 <= number <= len(days):
            return found.group()
        return words("date.month_day", month=found["month"], number=days[number - 1])

    return re.sub(rf"(?<!\w){pattern}(?!\w)", say, text)


def _fractions(text: str, words: Words) -> str:
    said = _pairs(words("speech.fractions"))
    return re.sub(r"(?<![\w/.])\d/\d(?![\w/.])", lambda found: said.get(found.group(), found.group()), text)


def _units(text: str, words: Words) -> str:
    """Say a number's unit in full, in the plural form that the number takes; one with a part takes the general form."""

    def say(found: re.Match[str]) -> str:
        number, unit = found.groups()
        key = f"speech.unit.{UNITS[unit]}"
        return words.count(key, int(number)) if number.isdigit() else words(f"{key}.{OTHER}", count=number)

    written = "|".join(re.escape(one) for one in sorted(UNITS, key=len, reverse=True))
    return re.sub(rf"(?<![\w.])(\d+(?:[.,]\d+)*)[ \N{{NO-BREAK SPACE}}]?({written})(?![\w/])", say, text)


def _times(text: str, words: Words) -> str:
    def say(found: re.Match[str]) -> str:
        return words("speech.times", number=found[1])

    return re.sub(r"(?<![\w.])(\d+) ?[x\xd7](?!\w)", say, text)


def _ranges(text: str, words: Words) -> str:
    def say(found: re.Match[str]) -> str:
        return words("speech.range", low=found[1], high=found[2])

    return re.sub(r"(?<![\w\u2013-])(\d+) ?\u2013 ?(\d+)(?![\w\u2013-])", say, text)


def _digits(text: str, words: Words) -> str:
    numbers = words("speech.digit_by_digit").split(" ")
    pattern = rf"(?<![\w.,:-])({'|'.join(map(re.escape, numbers))})(?![\w:-]|[.,]\d)"
    return re.sub(pattern, lambda found: " ".join(found.group()), text)


def _short_forms(text: str, words: Words) -> str:
    said = _pairs(words("speech.short_forms"))
    written = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)({written})(?!\w)", lambda found: said[found.group()], text)


def _pairs(listed: str) -> dict[str, str]:
    """Return what is said for each form of a list such as "CT = C T; ID = I D"."""
    parts = (one.partition("=") for one in listed.split(";") if "=" in one)
    return {written.strip(): said.strip() for written, _, said in parts}
