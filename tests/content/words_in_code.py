"""The words' keys that the program's code names: whole ones, and patterns with a part that is filled in."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

AREAS = ("kiosk", "controls", "desk", "papers", "error", "program", "blocker", "plan", "answer", "date", "test", "flag")
# A file's name looks like a key: "plan.pdf".
KEY = re.compile(rf"(?:{'|'.join(AREAS)})(?:\.[a-z0-9_]+)+(?<!\.pdf)(?<!\.png)(?<!\.json)(?<!\.toml)")
FILLED = r"[a-z0-9_.]+"
BEGINS = re.compile(rf"(?:{'|'.join(AREAS)})\.")


def named_keys(package: Path) -> dict[str, str]:
    """Every whole key that the code of a package names, with the file that names it first."""
    found: dict[str, str] = {}
    for path, tree in _trees(package):
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in parts and KEY.fullmatch(str(node.value)):
                found.setdefault(str(node.value), path.name)
    return found


def patterns(package: Path) -> dict[str, str]:
    """Every key that is put together in an f-string, as a pattern, with the file that does so first."""
    found: dict[str, str] = {}
    for path, tree in _trees(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and BEGINS.match(str(getattr(node.values[0], "value", ""))):
                shape = "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else FILLED for part in node.values
                )
                found.setdefault(shape, path.name)
    return found


def sentences(folder: Path) -> Iterator[str]:
    """Every text in a folder's code that reads like a sentence for a person, docstrings left out."""
    for path, tree in _trees(folder):
        silent = {id(one) for one in (*_docstrings(tree), *_raised(tree), *_logged(tree))}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in silent and _reads_like_one(node.value):
                yield f"{path.name}:{node.lineno}: {node.value!r}"


def _trees(folder: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path, _tree(path)


@cache
def _tree(path: Path) -> ast.Module:
    """Read a file once, however many tests look at it; none of them changes it afterwards."""
    return ast.parse(path.read_text("utf-8"))


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield body[0].value


def _raised(tree: ast.Module) -> Iterator[ast.AST]:
    """What stands in a raised error is for the programmer: an error for a person carries a key."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise):
            yield from ast.walk(node)


def _logged(tree: ast.Module) -> Iterator[ast.AST]:
    """What `note` puts into the log of a fault is for the programmer too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note":
            yield from ast.walk(node)


def _reads_like_one(value: object) -> bool:
    """Whether a constant holds two words in a row; a style sheet, told by its marks, does too."""
    if not isinstance(value, str) or {"{", ";"} & set(value):
        return False
    return bool(re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}\b", value))
