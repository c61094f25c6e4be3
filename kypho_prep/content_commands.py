"""The command line's part for those who write content: checks of the checklist, its words and the medicine list."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the program's."""
    _content_parser(commands)
    _medicines_parser(commands)
    _language_parser(commands)


def _content_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    content = commands.add_parser("content", help="check the checklist and its words")
    verbs = content.add_subparsers(required=True, metavar="VERB")
    check = verbs.add_parser("check", help="coverage, keys, forbidden sentences, reading grades")
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    check.add_argument("--resources", type=Path, metavar="DIR", help="another resources folder than the program's own")
    check.set_defaults(run=_content_check)


def _medicines_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    medicines = commands.add_parser("medicines", help="what typed medicine names mean, and whether the list holds")
    verbs = medicines.add_subparsers(required=True, metavar="VERB")
    match = verbs.add_parser("match", help="what each typed line means, as JSON")
    match.add_argument("--json", action="store_true", required=True, help="print JSON lines")
    match.set_defaults(run=_medicines_match)
    check = verbs.add_parser("check", help="every name reaches itself, no two collide, no ordinary name is flagged")
    check.set_defaults(run=_medicines_check)
    for verb in (match, check):
        verb.add_argument("--resources", type=Path, metavar="DIR", help="another resources folder")


def _language_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    language = commands.add_parser("language", help="a translator's sheet of the words: made, and taken in")
    verbs = language.add_subparsers(required=True, metavar="VERB")
    export = verbs.add_parser("export", help="the words of a language beside the English; empty for a new language")
    export.add_argument("--csv", type=Path, required=True, metavar="FILE", help="the sheet to make")
    export.add_argument("--pictures", type=Path, metavar="DIR", help="pictures of the pages, named in the sheet")
    export.set_defaults(run=_language_export)
    taken = verbs.add_parser("import", help="check a sheet, and write the language's folder where all is right")
    taken.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder of words to write to")
    taken.add_argument("--name", help="a new language's own name, such as Français")
    taken.add_argument("--right-to-left", action="store_true", help="a new language reads from right to left")
    taken.set_defaults(run=_language_import)
    for verb in (export, taken):
        verb.add_argument("code", metavar="CODE", help="the language's code, such as es")
        verb.add_argument("--resources", type=Path, metavar="DIR", help="another resources folder")
    taken.add_argument("file", type=Path, metavar="FILE", help="the sheet that came back")


def _content_check(asked: argparse.Namespace) -> int:
    from kypho_prep import paths
    from kypho_prep.content.report import report

    tables, ok = report(asked.resources or paths.resources())
    if asked.json:
        import json

        print(json.dumps(tables, indent=2, ensure_ascii=False))
    else:
        _print_report(tables)
    return 0 if ok else 1


def _medicines_match(asked: argparse.Namespace) -> int:
    import json

    from kypho_prep import paths
    from kypho_prep.content.medicines_report import flagging_list, matches

    # What patients type is UTF-8 whatever the terminal is set to; bytes that are no text stay visible as such.
    lines = io.TextIOWrapper(sys.stdin.buffer, "utf-8", errors="replace", newline="\n")
    for found in matches(flagging_list(asked.resources or paths.resources()), lines):
        print(json.dumps(found))
    return 0


def _medicines_check(asked: argparse.Namespace) -> int:
    from kypho_prep import paths
    from kypho_prep.content.medicines_report import faults, flagging_list

    medicines = flagging_list(asked.resources or paths.resources())
    found = faults(medicines)
    for fault in found:
        print(fault)
    print(f"medicines: {len(medicines.names)} names, {len(found)} faults")
    return 1 if found else 0


def _print_report(tables: dict[str, object]) -> None:
    statements = tables["statements"]
    if isinstance(statements, dict):
        print(f"statements: {statements['covered']} of {statements['of']}")
        for name in (*statements["missing"], *statements["unmapped"]):
            print(f"  {name}: not in the source's list or not in the checklist")
    for part in ("forbidden", "unguarded", "keys", "long_sentences", "drafts"):
        rows = tables[part]
        print(f"{part}: {len(rows) if isinstance(rows, list) else 0}")
        for row in rows if isinstance(rows, list) else ():
            print(f"  {', '.join(str(value) for value in row.values())}")
    grades = tables["grades"]
    if isinstance(grades, dict) and grades:
        hardest = max(grades, key=lambda page: float(grades[page]))
        print(f"grades: {len(grades)} pages, the hardest is {hardest} with {grades[hardest]}")
    else:
        print("grades: not graded (install the authoring extra: pip install 'kypho-prep[authoring]')")
    ease = tables["ease_spanish"]
    if isinstance(ease, dict) and ease:
        hardest = min(ease, key=lambda page: float(ease[page]))
        print(f"ease in Spanish: {len(ease)} pages, the hardest is {hardest} with {ease[hardest]}")


def _language_export(asked: argparse.Namespace) -> int:
    from kypho_prep import paths
    from kypho_prep.content.translation.exchange import sheet_rows
    from kypho_prep.content.translation.sheet import written

    resources = asked.resources or paths.resources()
    return _refused(lambda: _export(asked, written(found := sheet_rows(resources, asked.code)), len(found)))


def _export(asked: argparse.Namespace, sheet: bytes, texts: int) -> int:
    from kypho_prep import paths

    # A translator's work of weeks may stand there.
    with asked.csv.open("xb") as file:
        file.write(sheet)
    print(f"{texts} texts are in {asked.csv}.")
    if asked.pictures:
        from kypho_prep.look.qt_import import load_qt

        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        load_qt()
        from kypho_prep.content import load
        from kypho_prep.tour.page_pictures import take_pictures

        made = take_pictures(asked.pictures, load(asked.resources or paths.resources()), asked.code)
        print(f"{made} pictures of pages are in {asked.pictures}.")
    return 0


def _language_import(asked: argparse.Namespace) -> int:
    from kypho_prep import paths
    from kypho_prep.content.translation.exchange import New, take_in

    resources = asked.resources or paths.resources()
    new = New(asked.name, asked.right_to_left) if asked.name else None
    return _refused(lambda: _told(asked, *take_in(resources, asked.code, asked.file.read_bytes(), asked.to, new)))


def _told(asked: argparse.Namespace, faults: tuple[tuple[int, str, str], ...], texts: int) -> int:
    for number, key, fault in faults:
        print(f"row {number}, {key}: {fault}." if number else f"{key}: {fault}.")
    if faults:
        print(f"kypho-prep: faults: {len(faults)}. Nothing was written.")
        return 1
    print(f"{texts} texts are in {asked.to / asked.code}, as a draft. A qualified person has to review them.")
    return 0


def _refused(run: Callable[[], int]) -> int:
    """Run a part, and say in a sentence what kept it from its file or its sheet."""
    from kypho_prep.content.translation.exchange import BrokenSheet

    try:
        return run()
    except BrokenSheet as broken:
        said = str(broken)
    except FileExistsError as there:
        said = f"{there.filename} is there already. Nothing was written; name another file."
    except OSError as trouble:
        said = f"{trouble.filename} cannot be read or written ({trouble.strerror}). Nothing was written."
    print(f"kypho-prep: {said}", file=sys.stderr)
    return 2
