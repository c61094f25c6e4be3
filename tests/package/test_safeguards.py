"""Each point of HIPAA and ASVS in CONTRIBUTING has tests that are there, or says why it has none."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEST = re.compile(r"`(tests/[a-z0-9_/]+\.py)::(test_[a-z0-9_]+)`")
SAID = ("does not apply, because ", "not met: ")
HIPAA = {"(a)(2)(i)", "(a)(2)(ii)", "(a)(2)(iii)", "(a)(2)(iv)", "(b)", "(c)(1)", "(c)(2)", "(d)", "(e)(1)"}


def rows() -> list[tuple[str, str]]:
    """Each point of the table, and what it is held by."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("| point | asks that | held by |\n|---|---|---|\n")[2].partition("\n\n")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return [(point, held) for point, _, held in cells]


def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


def test_each_point_names_tests_that_are_there_or_says_why_not() -> None:
    found = rows()
    assert len(found) > 70
    silent = [point for point, held in found if not held.startswith(SAID) and not TEST.search(held)]
    assert silent == []
    for point, held in found:
        for path, name in TEST.findall(held):
            assert name in names_in(path), f"{point}: {path}::{name}"
        if not held.startswith(SAID):
            assert held.count("::") == len(TEST.findall(held)), point


def test_no_point_of_hipaa_is_left_out_and_none_stands_twice() -> None:
    points = [point for point, _ in rows()]
    assert len(points) == len(set(points))
    assert {one for one in HIPAA if not any(f"164.312{one}" in point for point in points)} == set()
