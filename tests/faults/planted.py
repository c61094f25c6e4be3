"""Plants a fault in any function of the program, found by walking its code, and notes which a walk reaches."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

# A patient's words, as an error's text would quote them: they must never show and never be logged.
QUOTED = "Qqcanaryqq"


class Planted(Exception):
    """The fault that was planted."""


@dataclass(frozen=True)
class Place:
    """One function or method of the program."""

    name: str
    function: FunctionType

    @contextmanager
    def broken(self, *, once: bool) -> Iterator[None]:
        """Let it raise in whatever way it is called: by name, by a signal, by Qt; only the first time or always."""
        whole = self.function.__code__
        self.function.__code__ = _raising(whole, self._mend if once else _stay)
        _WHOLE[self.function] = whole
        try:
            yield
        finally:
            self._mend()

    def _mend(self) -> None:
        self.function.__code__ = _WHOLE.get(self.function, self.function.__code__)


_WHOLE: dict[FunctionType, CodeType] = {}
_BEFORE: dict[str, Callable[[], None]] = {}


def trip(name: str) -> None:
    """Raise what was planted: the broken function calls this."""
    _BEFORE[name]()
    raise Planted(f"Error calling Python override: '{QUOTED}'")


def _stay() -> None:
    """Leave it broken."""


def _raising(whole: CodeType, before: Callable[[], None]) -> CodeType:
    """Return code that raises, with the places for outer variables that the whole one has: Python asks for as many."""
    name = f"{whole.co_filename}:{whole.co_firstlineno}"
    _BEFORE[name] = before
    outer = [f"outer_{number}" for number in range(len(whole.co_freevars))]
    lines = [
        "def make():",
        *(f"    {one} = None" for one in outer),
        "    def broken(*given, **named):",
        f"        from {__name__} import trip",
        f"        trip({name!r}, {', '.join(outer)})" if not outer else f"        ({', '.join(outer)},)",
        *([f"        trip({name!r})"] if outer else []),
        "    return broken",
    ]
    space: dict[str, Any] = {}
    exec(compile("\n".join(lines), "<planted>", "exec"), space)
    made: CodeType = space["make"]().__code__
    return made.replace(co_name=whole.co_name)


def places(package: ModuleType) -> list[Place]:
    """Return every function and method that a package's own files define, its properties too."""
    found: dict[CodeType, Place] = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for label, function in _functions(name, value):
                if function.__code__.co_filename == module.__file__:
                    place = Place(f"{info.name.removeprefix('kypho_prep.')}.{label}", function)
                    found.setdefault(function.__code__, place)
    return sorted(found.values(), key=lambda one: one.name)


def _functions(name: str, value: object) -> Iterator[tuple[str, FunctionType]]:
    if inspect.isfunction(value):
        # A generator or a context manager raises only once it is begun; its wrapper is not of our files.
        yield name, inspect.unwrap(value)  # type: ignore[misc]
    elif inspect.isclass(value):
        for own, held in vars(value).items():
            method = held.fget if isinstance(held, property) else getattr(held, "__func__", held)
            if inspect.isfunction(method):
                # What Qt calls is guarded.
                yield f"{value.__name__}.{own}", inspect.unwrap(method)


@contextmanager
def noted(reached: set[CodeType]) -> Iterator[None]:
    """Note each function that is called meanwhile on this thread."""

    def note(frame: Any, event: str, _argument: object) -> None:
        if event == "call":
            reached.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)
