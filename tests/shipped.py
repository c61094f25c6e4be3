"""The content that the program ships, read once in a process: most tests stand on it and none changes it."""

from functools import cache

from kypho_prep import paths
from kypho_prep.content import Content, load


@cache
def shipped() -> Content:
    return load(paths.resources())
