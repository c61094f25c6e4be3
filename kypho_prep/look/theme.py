"""Colours by their meaning, and the one function that gives the whole program its look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from kypho_prep.look.announce import Announcer, Voice
from kypho_prep.look.fonts import letters, load_fonts
from kypho_prep.look.metrics import REFERENCE, Metrics
from kypho_prep.paths import resources

LIGHT = "light"
HIGH_CONTRAST = "high_contrast"
THEMES = (LIGHT, HIGH_CONTRAST)
WORN = "kypho_prep_style"


@dataclass(frozen=True)
class Theme:
    """One theme's colours by what they mean, and the pairs that may stand together."""

    name: str
    colors: Mapping[str, str] = field(repr=False)
    text_pairs: tuple[str, ...] = field(repr=False, default=())
    control_pairs: tuple[str, ...] = field(repr=False, default=())

    def color(self, meaning: str) -> QColor:
        """Return the colour of a meaning; KeyError when the theme has none."""
        return QColor(self.colors[meaning])

    def pair(self, name: str) -> tuple[QColor, QColor]:
        """Return the colour of the words and of their ground, for a legal pair such as "text/page"."""
        if name not in self.text_pairs:
            raise KeyError(f"{name} is no legal pair for words")
        words, ground = name.split("/")
        return self.color(words), self.color(ground)


@dataclass(frozen=True)
class Look:
    """What every widget is made with: theme, sizes and the voice. A changed look means new widgets."""

    theme: Theme
    metrics: Metrics
    voice: Voice = field(default_factory=Announcer, compare=False)

    def color(self, meaning: str) -> QColor:
        """Return the colour of a meaning."""
        return self.theme.color(meaning)

    def letters(self, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the program's font at a size in pixels, as `metrics` gives it."""
        return letters(pixels, weight)


def load_theme(name: str, folder: Path | None = None) -> Theme:
    """Read one theme from tokens.toml; KeyError when there is no such theme."""
    path = (folder or resources()) / "look" / "tokens.toml"
    tokens = tomli.loads(path.read_text(encoding="utf-8"))
    pairs = tokens["pairs"]
    return Theme(name, tokens[name], tuple(pairs["text"]), tuple(pairs["control"]))


def make_look(theme: str = LIGHT, text_percent: int = 100, px_per_mm: float = REFERENCE) -> Look:
    """Return the look of a theme and a text size in percent, without touching the application."""
    return Look(load_theme(theme), Metrics(px_per_mm, text_percent))


def make_application(program: str) -> QApplication:
    """Return Qt's application, made in the program's style: asking for a style by name later costs its start more."""
    app = QApplication([program, "-style", "fusion"])
    app.setProperty(WORN, "fusion")
    return app


def apply_theme(app: QApplication, theme: str = LIGHT, text_percent: int = 100, px_per_mm: float = REFERENCE) -> Look:
    """Give the program its fonts and palette, and return the look to build widgets with."""
    load_fonts(resources())
    look = make_look(theme, text_percent, px_per_mm)
    if not app.property(WORN):  # setting it again costs a repaint
        app.setStyle("Fusion")
        app.setProperty(WORN, "fusion")
    app.setPalette(palette(look.theme))
    app.setFont(letters(look.metrics.desk_body))
    return look


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette made of the theme's meanings."""
    role = QPalette.ColorRole
    meanings = {
        role.Window: "page", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "note_soft",
        role.Text: "text", role.PlaceholderText: "quiet", role.Button: "surface", role.ButtonText: "text",
        role.BrightText: "go_text", role.Highlight: "go", role.HighlightedText: "surface", role.Accent: "go",
        role.Link: "go", role.LinkVisited: "go", role.ToolTipBase: "text", role.ToolTipText: "page",
        role.Light: "surface", role.Midlight: "card_edge", role.Mid: "card_edge", role.Dark: "edge",
        role.Shadow: "edge",
    }  # fmt: skip
    made = QPalette()
    for one, meaning in meanings.items():
        made.setColor(one, theme.color(meaning))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, theme.color("quiet"))
    return made
