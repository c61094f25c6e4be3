"""Renews resources/notices: the licence that each pinned library brings, as it stands in the installed wheel.

Qt's wheels bring no text, so the LGPL and the GPL that it refers to are kept beside them by hand, and so is the notice
of SQLCipher, which is built into sqlcipher3.
"""

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "resources" / "notices"
LICENCE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)


def libraries() -> list[str]:
    """The libraries that the running program is installed with, in a clinic with a server too, by name."""
    text = (ROOT / ".requirements" / "clinic.txt").read_text("utf-8")
    return re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==", text, re.MULTILINE)


def texts(library: str) -> str:
    """Every licence text of an installed library, one after the other; nothing where its wheel brings none."""
    files = sorted(str(path) for path in metadata.files(library) or [] if LICENCE.search(str(path)))
    found = [Path(str(metadata.distribution(library).locate_file(path))).read_text("utf-8") for path in files]
    return "\n\n".join(text.strip("\n") for text in found) + "\n" if found else ""


def main() -> None:
    """Write one file for each library that brings a text."""
    for library in libraries():
        if text := texts(library):
            (NOTICES / f"{library}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
