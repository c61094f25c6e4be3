"""The command line's part for those who write content: checks of the checklist, its words and the medicine list."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the program's."""
    _content_parser(commands)
    _medicines_parser(commands)


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
