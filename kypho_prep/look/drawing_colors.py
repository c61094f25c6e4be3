"""The drawings' colours by what they mean: in high contrast a drawing stands on the page's own ground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import tomli

from kypho_prep.paths import resources

_COLOR = re.compile(rb"#[0-9A-Fa-f]{6}\b")


@cache
def drawing_colors(theme: str) -> Mapping[bytes, bytes]:
    """Return what stands in a theme for each colour of the files; empty for a theme that takes them as they are."""
    text = (resources() / "look" / "drawings.toml").read_text(encoding="utf-8")
    return {one.encode(): other.encode() for one, other in tomli.loads(text).get(theme, {}).items()}


def in_theme(drawing: bytes, theme: str) -> bytes:
    """Return a drawing's source in a theme's colours; a colour without a meaning stays."""
    colors = drawing_colors(theme)
    return _COLOR.sub(lambda found: colors.get(found[0].upper(), found[0]), drawing)
