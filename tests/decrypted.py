"""The pages of an encrypted database as they are before the cipher, whatever the database itself would show of them."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kypho_prep.records.sqlite.closed import source_of

PAGE, KEPT_FREE, IV = 4096, 80, 16
LOG_HEAD, FRAME_HEAD = 32, 24


def pages(data: Path, config: Path) -> bytes:
    """All pages of a clinic's file and of its write-ahead log, free ones too, one behind the other."""
    source = source_of(data, config)
    content, log = source.file.read_bytes(), source.file.with_name(f"{source.file.name}-wal")
    whole = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    # The first begins with the salt, in clear.
    found = [_plain(whole[0][IV:], source.key), *(_plain(one, source.key) for one in whole[1:])]
    frames = log.read_bytes()[LOG_HEAD:] if log.exists() else b""
    for at in range(0, len(frames), FRAME_HEAD + PAGE):
        page, number = frames[at + FRAME_HEAD : at + FRAME_HEAD + PAGE], int.from_bytes(frames[at : at + 4], "big")
        found.append(_plain(page[IV:] if number == 1 else page, source.key))
    return b"".join(found)


def _plain(page: bytes, key: bytes) -> bytes:
    said, start = page[:-KEPT_FREE], page[-KEPT_FREE : -KEPT_FREE + IV]
    decrypting = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    return decrypting.update(said) + decrypting.finalize()
