"""What a screen reader of the desktop sees of the program, through AT-SPI and through nothing else.

Run by the Python that has Debian's `gi`, not by the program's own; it imports nothing of the program's. Each line that
it is sent is one order in JSON, and each is answered by one line.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - which version it is has to be said first

STATES = ("CHECKED", "FOCUSED", "FOCUSABLE", "CHECKABLE", "ENABLED")


def showing(node: Any, place: str = "") -> Iterator[tuple[Any, str]]:
    """Every node that shows on the screen, in the order of the tree, with the place of what it stands in."""
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is None or not child.get_state_set().contains(Atspi.StateType.SHOWING):
            continue
        yield child, place
        yield from showing(child, f"{place}.{number}")


def told(node: Any, place: str) -> dict[str, Any]:
    """One node as it is read out: role, name, its states, what is typed in it, and where it stands."""
    there = node.get_state_set()
    said = [one for one in STATES if there.contains(getattr(Atspi.StateType, one))]
    role, name = node.get_role_name(), node.get_name() or ""
    typed = Atspi.Text.get_text(node, 0, -1) if role in ("text", "entry") else ""
    return {"role": role, "name": name, "states": said, "typed": typed, "in": place}


class Reader:
    """Reads one application's windows, and presses what it is told to by the action that the program offers."""

    def __init__(self, process: int) -> None:
        self.process = process
        self.nodes: list[Any] = []
        self.announced: list[str] = []
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")

    def wait(self) -> list[dict[str, Any]]:
        """Read the program once it is there."""
        until = time.monotonic() + 30
        while time.monotonic() < until and not self._programs():
            GLib.timeout_add(50, lambda: False)
            GLib.MainContext.default().iteration(may_block=True)
        return self.read()

    def read(self) -> list[dict[str, Any]]:
        """Read all that shows; where a page goes in the middle of it, read again."""
        while True:
            self._catch_up()
            try:
                found = [one for program in self._programs() for one in showing(program)]
                said = [told(*one) for one in found]
            except GLib.Error:
                continue
            self.nodes = [node for node, _ in found]
            return said

    def name(self) -> str:
        """Return what the program is called."""
        return self._programs()[0].get_name() or ""

    def press(self, number: int) -> bool:
        """Press, or toggle, what was read as that number."""
        return bool(Atspi.Action.do_action(self.nodes[number], 0))

    def write(self, number: int, text: str) -> bool:
        """Type a text into what was read as that number."""
        return bool(Atspi.EditableText.set_text_contents(self.nodes[number], text))

    def heard(self) -> list[str]:
        """Return what the program announced since it was asked last."""
        self._catch_up()
        said, self.announced = self.announced, []
        return said

    def _programs(self) -> list[Any]:
        desktop = Atspi.get_desktop(0)
        found = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
        return [one for one in found if one is not None and one.get_process_id() == self.process]

    def _hear(self, event: Any) -> None:
        self.announced.append(str(event.any_data))

    def _catch_up(self) -> None:
        while GLib.MainContext.default().iteration(may_block=False):
            pass


def main(process: int) -> None:
    """Answer order after order until there are no more."""
    Atspi.init()
    Atspi.set_timeout(5000, 10000)
    reader = Reader(process)
    orders: dict[str, Callable[..., object]] = {
        one.__name__: one for one in (reader.wait, reader.name, reader.read, reader.press, reader.write, reader.heard)
    }
    for line in sys.stdin:
        order, *given = json.loads(line)
        sys.stdout.write(json.dumps(orders[order](*given)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
