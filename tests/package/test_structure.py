"""The house rules that neither ruff nor the import contracts can hold: sizes, names, and tests of real parts."""

import ast
import graphlib
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
NAMES_THAT_SAY_NOTHING = {"core", "common", "utils", "helpers", "manager", "service", "misc", "models"}
OF_QT = {"data", "event", "flags", "index", "paint", "parent"}
CLOCKS = {"now", "today", "utcnow", "currentDateTime", "currentDate", "currentTime"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Rule = Callable[[ast.Module], Iterator[str]]


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def methods(owner: ast.ClassDef) -> list[Function]:
    return [node for node in owner.body if isinstance(node, Function)]


def long_functions(tree: ast.Module) -> Iterator[str]:
    """Functions longer than anyone reads in one look, their docstring included."""
    for node in functions(tree):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield f"{node.name} at line {node.lineno} has {lines} lines"


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Public modules, classes and functions that do not say what they are for; a base class says it for its kind."""
    if not ast.get_docstring(tree):
        yield "the module says nothing about itself"
    said = {method.name for owner in classes(tree) for method in methods(owner) if ast.get_docstring(method)}
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and needs_docstring(node):
            yield f"{node.name} at line {node.lineno} says nothing about itself"
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for method in methods(node):
                if needs_docstring(method) and not (node.bases and method.name in said | OF_QT):
                    yield f"{node.name}.{method.name} at line {method.lineno} says nothing about itself"


def needs_docstring(node: Function | ast.ClassDef) -> bool:
    """Whether a name is public, silent, and no Qt event or other half of a property, which repeat a known name."""
    decorators = {ast.unparse(decorator).split(".")[-1] for decorator in node.decorator_list}
    repeats = isinstance(node, Function) and (decorators & {"overload", "setter"} or node.name != node.name.lower())
    return not node.name.startswith("_") and not repeats and not ast.get_docstring(node)


def pretended_parts(tree: ast.Module) -> Iterator[str]:
    """Mocks, replaced functions and sleeps: a test that passes with them proves nothing about the real parts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
            if any(name.split(".")[-1] in {"mock", "pytest_mock"} for name in named):
                yield f"line {node.lineno} imports a mock"
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"monkeypatch.setattr", "mocker.patch"}:
                yield f"line {node.lineno} replaces a part: {called}"
            if called in {"time.sleep", "sleep", "QTest.qWait", "QThread.sleep", "QThread.msleep", "qtbot.wait"}:
                yield f"line {node.lineno} waits by the clock: {called}"


def own_clock(tree: ast.Module) -> Iterator[str]:
    """Asking the time, where a rule must be told it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield f"line {node.lineno} asks the time: {ast.unparse(node.func)}"


def project_imports(tree: ast.Module) -> Iterator[str]:
    """Imports of the program, whose tables change, into a migration, which must not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
            if any(name.split(".")[0] == "kypho_prep" for name in named):
                yield f"line {node.lineno} imports the program"


def broken(folder: str, rule: Rule) -> list[str]:
    """What a rule finds in every Python file of a folder."""
    files = [path for path in sorted((ROOT / folder).rglob("*.py")) if "__pycache__" not in path.parts]
    assert files, f"{folder} holds no Python"
    return [
        f"{path.relative_to(ROOT)}: {found}" for path in files for found in rule(ast.parse(path.read_text("utf-8")))
    ]


@pytest.mark.parametrize("folder", ["kypho_prep", "tests"])
@pytest.mark.parametrize("rule", [long_functions, pretended_parts])
def test_every_file_keeps_the_house_rule(folder: str, rule: Rule) -> None:
    assert broken(folder, rule) == []


def test_every_public_thing_says_what_it_is_for() -> None:
    assert broken("kypho_prep", undocumented) == []


def test_no_nursing_rule_asks_the_time_itself() -> None:
    assert broken("kypho_prep/prep", own_clock) == []


def test_a_migration_stays_what_it_was() -> None:
    assert broken("migrations/versions", project_imports) == []


@pytest.mark.parametrize("folder", ["kypho_prep", "tests"])
def test_no_file_is_longer_than_a_reader_keeps_in_mind(folder: str) -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_module_needs_itself_not_even_for_a_type() -> None:
    # The contract on circles compares rooms that stand beside each other; this also sees a package and its own modules.
    graph = grimp.build_graph("kypho_prep", cache_dir=None)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    graphlib.TopologicalSorter(needs).prepare()


def test_every_module_is_named_after_something_on_the_ward() -> None:
    named = {path: path.stem for path in (ROOT / "kypho_prep").rglob("*") if path.suffix in {".py", ""}}
    assert [str(path) for path, name in named.items() if name in NAMES_THAT_SAY_NOTHING] == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (long_functions, "def f():\n" + "    x = 1\n" * 40),
        (undocumented, '"""A module."""\nclass C:\n    """A class."""\n    def told(self): ...\n'),
        (pretended_parts, "from unittest import mock\n"),
        (pretended_parts, "import time\ntime.sleep(1)\n"),
        (pretended_parts, "def test(monkeypatch):\n    monkeypatch.setattr(records, 'save', None)\n"),
        (project_imports, "from kypho_prep.records import tables\n"),
        (own_clock, "from datetime import datetime, UTC\nx = datetime.now(UTC)\n"),
    ],
)
def test_each_rule_finds_what_it_forbids(rule: Rule, source: str) -> None:
    assert len(list(rule(ast.parse(source)))) == 1


def test_a_file_within_the_rules_passes_them_all() -> None:
    source = '"""A module."""\n\n\ndef told(a: int) -> int:\n    """The same number."""\n    return a\n'
    rules = [long_functions, undocumented, pretended_parts, own_clock]
    assert [found for rule in rules for found in rule(ast.parse(source))] == []


def test_the_layers_stand_in_contributing_as_the_contract_has_them() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    order = " > ".join(re.sub(r"[()]", "", layer) for layer in contract["layers"])
    said = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert order in " ".join(said.split())
