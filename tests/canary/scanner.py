"""Looks for planted words in every file of a folder, as they are and in the encodings of logs and dumps."""

import base64
import subprocess
import urllib.parse
from pathlib import Path


def planted(patients: int, kinds: tuple[str, ...]) -> list[dict[str, str]]:
    """Words for so many patients, one of each kind: letters alone, as the kiosk's keyboard has them."""
    return [{kind: f"zqx{chr(97 + number)}{kind}xqz" for kind in kinds} for number in range(patients)]


def forms(word: str) -> set[bytes]:
    """A word in capitals and small letters, in UTF-8 and UTF-16, and each of those in base64, hex and percent signs."""
    found: set[bytes] = set()
    for said in {word, word.capitalize(), word.upper()}:
        for plain in (said.encode(), said.encode("utf-16-le"), said.encode("utf-16-be")):
            encoded = plain.hex()
            by_percent = "".join(f"%{byte:02x}" for byte in plain)
            found |= {
                plain,
                encoded.encode(),
                encoded.upper().encode(),
                by_percent.encode(),
                by_percent.upper().encode(),
            }
            found |= {urllib.parse.quote(plain).encode(), *in_base64(plain)}
    return found


def in_base64(plain: bytes) -> set[bytes]:
    """What of a word stands in base64 whatever comes before and after it: its whole groups, at each of three places."""
    found = set()
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + plain)
        first, last = -(-before * 8 // 6), (before + len(plain)) * 8 // 6
        found |= {encoded[first:last], encoded[first:last].replace(b"+", b"-").replace(b"/", b"_")}
    return found


def found_in(folder: Path, words: list[str]) -> list[str]:
    """Each file below a folder that holds a word, named with it; of a paper its letters too."""
    wanted = {word: forms(word) for word in words}
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
        content = path.read_bytes()
        if path.suffix == ".pdf":
            content += subprocess.run(("pdftotext", str(path), "-"), capture_output=True, check=True).stdout
        found += [
            f"{path.relative_to(folder)}: {word}" for word, ways in wanted.items() if any(w in content for w in ways)
        ]
    return found
