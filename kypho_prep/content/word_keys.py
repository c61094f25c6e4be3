"""Holds the words of a language against the checklist: no key missing, none too many, no placeholder unknown.

A language may be there for patients alone: then staff's words stay those of the reference language.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kypho_prep.content.files import BrokenContent
from kypho_prep.content.helper_words import HELPER_MISSING, helper_faults
from kypho_prep.content.plurals import ONE, plural_rule
from kypho_prep.content.words_files import file_of, placeholders
from kypho_prep.prep.checklist import Checklist, Control, Item
from kypho_prep.prep.medicines.catalogue import MedicineList
from kypho_prep.prep.rules.medicine_rules import NO_FLAG
from kypho_prep.prep.words import OTHER, PLURAL_FORMS, Words

# The first parts of keys that the checklist does not name: the interface, and flags that rules in code raise.
INTERFACE = frozenset(
    (
        *("kiosk", "controls", "desk", "papers", "error", "program", "blocker", "plan", "note", "answer", "date"),
        *("test", "speech"),
    )
)
FLAG = "flag"
FLAG_PLACEHOLDERS = frozenset(("name", "typed", "answer", "date", "who"))
# What every page may say of its visit and its clinic.
PAGE_PLACEHOLDERS = frozenset(("emergency_line", "procedure_day"))
BOARD_LETTERS = 40
# The beginnings of keys whose words only staff read. What is not named here a patient may read, print or hear.
STAFF = (
    *("flag.", "desk.", "blocker.", "program.", "test."),
    "kiosk.staff_here.",
    "papers.class.",
    "papers.day.",
    "papers.label.",
    "papers.level.",
    "papers.nurse.",
    "papers.recovery.",
    "papers.speaks.",
)
# The refusals that only a form of staff's, or a start that failed, can end in.
STAFF_ERRORS = frozenset(
    (
        *("wrong_password", "blocked", "invalid", "required", "quotation_missing", "born_in_future"),
        *("born_too_long_ago", "procedure_in_past", "arrival_after_procedure", "not_a_time", "after_procedure"),
        *("told_in_future", "instruction_stands", "password_short", "user_taken", "zone_unknown", "cannot_open"),
        *("password_letters", "password_own", "password_common", "own_account", "name_of_the_record"),
        *("too_many_lines", "no_number", "nobody_fits", "kiosk_without_clinic", "kiosk_taken", "sits_elsewhere"),
        *("no_cipher", "wrong_key", "missing_key", "damaged_key", "damaged", "insecure", "data_folder"),
        *("newer_database", "already_running", "no_clinic", "sample_exists", "sample_not_empty", "sample_visits"),
        *("no_server", "no_entry", "station_old", "server_old", "upgrading", "stations_at_work", "station_open"),
        *("outbox_damaged", "server_away", "audit_elsewhere", "must_unlock", "recovery_key_wrong", "on_server"),
        *("no_room", "emergency_stands", "not_typed_back", "clock_in_doubt", "not_wiped", "clinic_elsewhere"),
        *("no_postgresql", "private_server", "station_died", "station_stuck", "no_owner", "left", "not_marked"),
        *("not_the_day", "not_a_day", "day_to_come", "time_to_come", "password_needed"),
        *("not_administrator", "same_folder"),
        *("wrong_address", "no_driver", "damaged_enrolment", "no_clinic_there", "not_empty"),
        *("already_enrolled", "not_enrolled", "own_clinic", "station_name", "station_named", "no_station"),
        *("administrators_own", "no_administrator", "file_there", "enrolment_file"),
        *("has_visits", "folder_old", "moved", "not_equal", "not_copied", "folder_there"),
        *("no_backup", "backup_running", "no_backup_found", "other_clinic", "server_backups"),
        *("recovery_key", "wrong_recovery_key", "no_recovery_key", "other_keys", "several_clinics", "newer_data"),
    )
)
# What begins the reason where words are not there at all, rather than wrong.
MISSING = "the words are missing"
_OPTIONAL = ("help", "why", "body", "picture", "not_sure")
_SCENE = ("again", "right", "handed_over")


def check_words(checklist: Checklist, medicines: MedicineList, words: Words, reference: Words, home: Path) -> None:
    """Raise BrokenContent for the first fault in a language's keys; `home` is the folder of its files."""
    for key, reason in key_faults(checklist, medicines, words, reference):
        raise BrokenContent(file_of(home, key), key, reason)


def key_faults(
    checklist: Checklist, medicines: MedicineList, words: Words, reference: Words
) -> Iterator[tuple[str, str]]:
    """Yield each key that is missing, too many or wrong in one language, with the reason."""
    needed = dict.fromkeys((*required_keys(checklist), *medicine_keys(medicines)))
    for key in needed:
        if key not in words and (words is reference or for_patients(key)):
            yield key, MISSING
    allowed = needed.keys() | set(_optional_keys(checklist))
    for key, text in words.table.items():
        if key not in allowed and _area(key) not in (*INTERFACE, FLAG):
            yield key, "the checklist has nothing of that name"
        if not text:
            yield key, "the words are empty"
        yield from _text_faults(checklist, key, text)
    yield from _other_language(words, reference)
    yield from _plural_faults(words, reference)
    told = needed.keys() - words.table.keys()  # the patient's own words are missing: that is enough to be told
    yield from (fault for fault in helper_faults(checklist, words, reference, for_patients) if fault[0] not in told)


def lacks(reason: str) -> bool:
    """Tell whether a reason of `key_faults` is that a language has no words for the key, not that they are wrong."""
    return reason.startswith((MISSING, HELPER_MISSING))


def for_patients(key: str) -> bool:
    """Tell whether a patient, or who takes the patient home, may see, print or hear the words of a key."""
    return not key.startswith(STAFF) and not (_area(key) == "error" and key.removeprefix("error.") in STAFF_ERRORS)


def medicine_keys(medicines: MedicineList) -> Iterator[str]:
    """Yield every key that the flags of the medicine classes, and what the medicines are for, need words for."""
    for code, one in medicines.classes.items():
        if not one.loop and code not in NO_FLAG:
            yield f"flag.medicine_{code}.board"
            yield f"flag.medicine_{code}.reason"
    yield from (f"controls.use.{name.what_for}" for name in medicines.names)


def required_keys(checklist: Checklist) -> Iterator[str]:
    """Yield every key that the checklist's structure needs words for, in the order of the file."""
    for chapter in checklist.chapters:
        yield f"chapter.{chapter.id}.title"
        for step in chapter.steps:
            yield f"step.{step.id}.title"
    for item in checklist.items:
        yield from _item_keys(item)


def _item_keys(item: Item) -> Iterator[str]:
    yield f"{item.id}.question"
    for choice in item.choices:
        yield f"{item.id}.choice.{choice.id}"
    if item.control is Control.LESSON and not item.shows:
        yield f"{item.id}.body"
    if item.control is Control.SCENE:
        yield from (f"{item.id}.{part}" for part in _SCENE)
    for flag in item.flags:
        yield f"flag.{flag.problem}.board"
        yield f"flag.{flag.problem}.{flag.reason}"
    if item.note:
        yield item.note


def _optional_keys(checklist: Checklist) -> Iterator[str]:
    """Yield every key that an item may have words for: a choice's short ones are its words without the examples."""
    for item in checklist.items:
        yield from (f"{item.id}.{part}" for part in _OPTIONAL)
        yield from (f"{item.id}.short.{choice.id}" for choice in item.choices)


def _text_faults(checklist: Checklist, key: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield what a key's text may not hold: an unknown placeholder, or a board line that its row has no room for."""
    item = checklist.by_id.get(".".join(key.split(".")[:2]))
    if _area(key) == FLAG:
        allowed = FLAG_PLACEHOLDERS
        if key.endswith(".board") and len(text) > BOARD_LETTERS:
            yield key, f"a board line has at most {BOARD_LETTERS} letters, this one {len(text)}"
    elif item is not None:
        allowed = PAGE_PLACEHOLDERS | ({"name"} if item.entry_of else frozenset())
    else:
        return
    for name in sorted(placeholders(text) - allowed):
        yield key, f"nothing is put in for {{{name}}} here"


def _counted(key: str, reference: Words) -> str:
    """Return the key that a plural form stands below, in any language; empty for a key that is none."""
    stem, _, form = key.rpartition(".")
    return stem if form in PLURAL_FORMS and f"{stem}.{OTHER}" in reference and f"{stem}.{ONE}" in reference else ""


def _plural_faults(words: Words, reference: Words) -> Iterator[tuple[str, str]]:
    """Yield each plural form that a language's own rule needs and that is missing, too many or says what none does."""
    forms = plural_rule(words.language).forms
    for stem in {stem: None for key in reference.table if (stem := _counted(key, reference))}:
        for form in forms:
            key = f"{stem}.{form}"
            if key not in words and (words is reference or for_patients(key)):
                yield key, f"{MISSING} ({words.language} has the plural forms {', '.join(forms)})"
    for key, text in words.table.items():
        stem = _counted(key, reference)
        if stem and key.rpartition(".")[2] not in forms:
            yield key, f"{words.language} has no such plural form"
        elif stem and placeholders(text) - placeholders(reference.table[f"{stem}.{OTHER}"]):
            yield key, f"the placeholders differ from those of {stem}.{OTHER}"


def _other_language(words: Words, reference: Words) -> Iterator[tuple[str, str]]:
    """Yield what another language lacks, says with other placeholders or has too many; of the reference nothing."""
    for key, text in reference.table.items():
        if _counted(key, reference):
            continue  # each language has its own plural forms
        if key not in words:
            if for_patients(key):
                yield key, f"{MISSING} ({reference.language} has them)"
        elif placeholders(words.table[key]) != placeholders(text):
            yield key, f"the placeholders differ from those of {reference.language}"
    for key in words.table:
        if key not in reference and not _counted(key, reference):
            yield key, f"{reference.language} has no such key"


def _area(key: str) -> str:
    return key.partition(".")[0]
