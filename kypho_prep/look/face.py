"""How a button or card is drawn, and the room that its words, icons and mark take."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from kypho_prep.look.icons import icon_pixmap
from kypho_prep.look.metrics import TEXT_SIZES
from kypho_prep.look.pictures import picture_pixmap
from kypho_prep.look.theme import Look
from kypho_prep.look.wrapping import Lettering, Wrapped, kept_lettering, least_width, unbroken

MARKS = ("tick", "choice")  # a mark that takes room before the words


@dataclass(frozen=True, slots=True)
class Face:
    """How a button is drawn; sizes in pixels, colours as meanings."""

    size: int
    height: int
    width: int = 0
    pair: str = "text/surface"
    edge: str = "edge"
    edge_width: int = 3
    radius: int = 18
    padding: int = 24
    weight: QFont.Weight = QFont.Weight.DemiBold
    centered: bool = True
    # "tick" | "choice": what stands before the words of a card that can be chosen; "frame": nothing, a narrow card
    mark: str = ""
    icon: str = ""
    icon_after: str = ""
    detail: str = ""
    detail_size: int = 0
    leading: float = 1.2
    light_from: int = 0  # the letter from which the words are no longer bold; 0 = all alike
    picture: str = ""  # a drawing of ours before the words, on its plate
    picture_side: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """The words of one face, laid out for one reading direction; the width asked for last is kept laid out."""

    words: str
    face: Face
    look: Look
    right_to_left: bool = False
    _kept: dict[float, tuple[Wrapped, Wrapped | None]] = field(default_factory=dict, compare=False, repr=False)
    # The room of the words, and of the detail, where nothing breaks them; measured when it is asked for first.
    _whole: list[QSizeF] = field(default_factory=list, compare=False, repr=False)

    @property
    def icon_side(self) -> int:
        """Return an icon's side in pixels."""
        return round(self.face.size * 1.15)

    @property
    def gap(self) -> int:
        """Return the distance between an icon and the words."""
        return round(self.face.size * 0.4)

    @property
    def before(self) -> int:
        """Return the room of the mark or the icon, and of the picture, before the words."""
        marked = self.icon_side + self.gap if self.face.mark in MARKS or self.face.icon else 0
        return marked + (self.face.picture_side + self.gap if self.face.picture else 0)

    @property
    def beside(self) -> int:
        """Return the room of everything beside the words; a centred mark is balanced on the other side."""
        after = self.icon_side + self.gap if self.face.icon_after else 0
        balance = self.before if self.face.mark in MARKS and self.face.centered else 0
        return self.before + after + balance + 2 * self.face.padding

    @property
    def lettering(self) -> Lettering:
        """Return how the words are set."""
        face = self.face
        return kept_lettering(
            face.size, face.weight, leading=face.leading,
            centered=face.centered, right_to_left=self.right_to_left, light_from=face.light_from,
        )  # fmt: skip

    @property
    def detail_lettering(self) -> Lettering:
        """Return how the detail below the words is set."""
        size = self.face.detail_size or self.face.size
        return kept_lettering(size, QFont.Weight.Normal, centered=self.face.centered, right_to_left=self.right_to_left)

    def laid(self, width: float) -> tuple[Wrapped, Wrapped | None]:
        """Return the words, and the detail below them where there is one, laid out in a width left for them."""
        if width not in self._kept:
            detail = Wrapped(self.face.detail, self.detail_lettering, width) if self.face.detail else None
            self._kept.clear()
            self._kept[width] = (Wrapped(self.words, self.lettering, width), detail)
        return self._kept[width]

    def text_height(self, width: float) -> float:
        """Return the height of words and detail in a width left for them."""
        # Most words fit on one line, which is measured once for all widths that a layout tries.
        whole = self._unbroken()
        if all(one.width() < width for one in whole):
            return sum(one.height() for one in whole)
        words, detail = self.laid(width)
        return words.height + (detail.height if detail else 0.0)

    def height(self, width: int) -> int:
        """Return the height of the whole face in a width."""
        # Large letters bring their own air, and every line of it costs an answer its place on the screen.
        m = self.look.metrics
        air = 1.5 if not m.large else 1 if m.text_percent < TEXT_SIZES[-1] else 0.75
        upright = min(m.space(air), self.face.padding)
        inner = max(1, width - self.beside)
        tall = max(round(self.text_height(inner) + 0.49), self.face.picture_side if self.face.picture else 0)
        return max(self.face.height, tall + 2 * upright)

    def wanted(self) -> QSize:
        """Return the size with the words on one line."""
        wide = max(one.width() for one in self._unbroken())
        width = max(self.face.width, round(wide) + 3 + self.beside)
        return QSize(width, self.height(width))

    def least(self) -> QSize:
        """Return the least size, at which the longest ordinary word still fits, of the detail too."""
        longest = max(least_width(self.words, self.lettering), least_width(self.face.detail, self.detail_lettering))
        width = round(longest) + 3 + self.beside
        return QSize(max(width, min(self.face.height, self.face.width or self.face.height)), self.face.height)

    def _unbroken(self) -> list[QSizeF]:
        if not self._whole:
            self._whole.append(unbroken(self.words, self.lettering))
            if self.face.detail:
                self._whole.append(unbroken(self.face.detail, self.detail_lettering))
        return self._whole

    def text_rect(self, size: QSize) -> QRectF:
        """Return where the words and the detail stand in a face of a size."""
        width = max(1, size.width() - self.beside)
        tall = self.text_height(width)
        left = self.before + self.face.padding
        if self.right_to_left:
            left = size.width() - left - width
        return QRectF(left, (size.height() - tall) / 2, width, tall)


@dataclass(frozen=True, slots=True)
class Painted:
    """One face at work: the painter, the room, and the state that it is drawn in."""

    painter: QPainter
    room: Room
    size: QSize
    pair: str
    chosen: bool = False
    down: bool = False

    def ground(self) -> None:
        """Draw the ground and the edge; a chosen card has a thick edge."""
        look, face = self.room.look, self.room.face
        px = look.metrics.px
        wide = px(5 if self.chosen else face.edge_width)
        edge = look.color("go" if self.chosen else face.edge)
        color = look.theme.pair(self.pair)[1]
        self.painter.setPen(QPen(edge, wide) if wide else Qt.PenStyle.NoPen)
        self.painter.setBrush(_mixed(color, edge, 0.12) if self.down and not self.chosen else color)
        half = wide / 2
        radius = min(px(face.radius), self.size.height() / 2)
        rect = QRectF(0, 0, self.size.width(), self.size.height())
        self.painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)

    def words(self) -> None:
        """Draw the words with their icons, and the detail below them."""
        room, ink = self.room, self.room.look.theme.pair(self.pair)[0]
        rect = room.text_rect(self.size)
        laid, under = room.laid(rect.width())
        laid.draw(self.painter, rect.topLeft(), ink)
        if under:
            under.draw(self.painter, QPointF(rect.left(), rect.top() + laid.height), ink)
        slack = (rect.width() - laid.width) / 2 if room.face.centered else 0.0
        middle = rect.center().y() - room.icon_side / 2
        if room.face.icon and not room.words:
            self._icon(room.face.icon, QPointF((self.size.width() - room.icon_side) / 2, middle), ink)
            return
        self._before(QPointF(self._beside(rect, slack, before=True), middle), ink)
        if room.face.picture:
            self._picture(rect)
        if room.face.icon_after:
            self._icon(room.face.icon_after, QPointF(self._beside(rect, slack, before=False), middle), ink)

    def _beside(self, rect: QRectF, slack: float, *, before: bool) -> float:
        """Return the left edge of the icon before or after the words."""
        face = self.room.face
        picture = face.picture_side + self.room.gap if before and face.picture else 0
        if before == self.room.right_to_left:
            return rect.right() - slack + self.room.gap + picture
        return rect.left() + slack - self.room.gap - self.room.icon_side - picture

    def _before(self, at: QPointF, ink: QColor) -> None:
        face, side = self.room.face, self.room.icon_side
        if face.mark in MARKS and self.chosen:
            self._icon("check", at, ink)
        elif face.mark == "tick":
            self._outline(at, self.room.look.metrics.px(6))
        elif face.mark == "choice" and not face.centered:
            self._outline(at, side / 2)
        elif face.icon:
            self._icon(face.icon, at, ink)

    def _picture(self, words: QRectF) -> None:
        """Draw the picture between the mark and the words, on its plate where the theme has one."""
        room, look, side = self.room, self.room.look, self.room.face.picture_side
        left = words.right() + room.gap if room.right_to_left else words.left() - room.gap - side
        plate = QRectF(left, (self.size.height() - side) / 2, side, side)
        if look.color("plate") != look.color("page"):  # in high contrast a drawing needs no plate
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setBrush(look.color("plate"))
            self.painter.drawRoundedRect(plate, look.metrics.px(10), look.metrics.px(10))
        inset = look.metrics.px(4)
        ratio = self.painter.device().devicePixelRatioF()
        drawn = picture_pixmap(room.face.picture, side - 2 * inset, ratio, look.theme.name)
        self.painter.drawPixmap(QPointF(plate.left() + inset, plate.top() + inset), drawn)

    def _outline(self, at: QPointF, radius: float) -> None:
        """Draw the empty box or circle of a card that is not chosen."""
        side, wide = self.room.icon_side, self.room.look.metrics.px(3)
        self.painter.setPen(QPen(self.room.look.color("edge"), wide))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = wide / 2 + side * 0.06
        box = QRectF(at.x(), at.y(), side, side).adjusted(inset, inset, -inset, -inset)
        self.painter.drawRoundedRect(box, min(radius, box.width() / 2), min(radius, box.width() / 2))

    def _icon(self, name: str, at: QPointF, ink: QColor) -> None:
        ratio = self.painter.device().devicePixelRatioF()
        self.painter.drawPixmap(at, icon_pixmap(name, ink, self.room.icon_side, ratio, self.room.right_to_left))


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    keep = 1 - share
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * share,
        one.greenF() * keep + other.greenF() * share,
        one.blueF() * keep + other.blueF() * share,
    )
