"""The place of a kiosk's pages; above it a banner, where a draft translation is shown to its reviewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from kypho_prep.kiosk.pages.review_banner import ReviewBanner
    from kypho_prep.look.theme import Look
    from kypho_prep.prep.words import Words


class PagePlace(QWidget):
    """Fills a window and holds the pages in `stack`, one of which shows."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        only = QVBoxLayout(window)
        only.setContentsMargins(0, 0, 0, 0)
        only.addWidget(self)
        self._banner: ReviewBanner | None = None
        self._drawn: tuple[Look, Words] | None = None
        pages = QWidget()
        self.stack = QStackedLayout(pages)
        self.stack.setContentsMargins(0, 0, 0, 0)
        # No page may make the window larger than the screen.
        self.stack.setSizeConstraint(QStackedLayout.SizeConstraint.SetNoConstraint)
        pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(pages, 1)

    def say_draft(self, look: Look, words: Words, english: Words) -> None:
        """Say above each page from now on that its words are a draft, and not for patients."""
        if self._drawn is not None and self._drawn[0] is look and self._drawn[1] is words:
            return
        from kypho_prep.kiosk.pages.review_banner import ReviewBanner

        self.say_nothing()
        self._banner, self._drawn = ReviewBanner(look, words, english), (look, words)
        self._column.insertWidget(0, self._banner)

    def say_nothing(self) -> None:
        """Take the banner away."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = self._drawn = None
