"""A curve of shares as an SVG picture: axes with words, one line a case, the line of chance."""

from dataclasses import dataclass

WIDE, HIGH = 760, 520
LEFT, TOP, SIDE, LOW = 92, 56, 600, 380
MOST = 0.20  # of the questions: the axis ends there
COLORS = ("#0b4f57", "#8a4b08", "#5d6b70")
TEXT = "#1c2b2f"
FONT = "font-family='Atkinson Hyperlegible Next, Arial, sans-serif'"

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Line:
    """One case: its name and its points (share asked again, share of wrong answers covered)."""

    name: str
    points: Points
    dashed: bool = False


def curve_svg(lines: tuple[Line, ...], visits: int) -> str:
    """Return the picture as text."""
    size = f"viewBox='0 0 {WIDE} {HIGH}' width='{WIDE}' height='{HIGH}'"
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' {size} role='img'>",
        "<title>Share of wrong answers covered against share of questions asked again</title>",
        f"<rect width='{WIDE}' height='{HIGH}' fill='#ffffff'/>",
        _text(LEFT, 30, f"Wrong answers covered by asking again, {visits:,} made-up visits"),
        *_axes(),
    ]
    for line, color in zip(lines, COLORS, strict=True):
        asked, covered = line.points[-1]
        parts += [_drawn(line, color), _dot(asked, covered, color)]
        parts.append(_text(_x(asked) + 12, _y(covered) + 5, f"{covered * 100:.0f} %: {line.name}", color))
    return "\n".join([*parts, "</svg>", ""])


def _axes() -> list[str]:
    parts = []
    for step in range(0, 101, 20):
        y = _y(step / 100)
        parts.append(f"<line x1='{LEFT}' x2='{LEFT + SIDE}' y1='{y:.1f}' y2='{y:.1f}' stroke='#d7dfe1'/>")
        parts.append(_text(LEFT - 10, y + 5, f"{step} %", TEXT, "end"))
    below = TOP + LOW + 24
    parts += [_text(_x(one / 100), below, f"{one} %", TEXT, "middle") for one in range(0, round(MOST * 100) + 1, 5)]
    parts.append(
        f"<path d='M{LEFT} {TOP} V{TOP + LOW} H{LEFT + SIDE}' fill='none' stroke='{TEXT}' stroke-width='1.5'/>"
    )
    parts.append(_text(LEFT + SIDE / 2, TOP + LOW + 54, "questions asked again, of all answered", TEXT, "middle"))
    middle = TOP + LOW / 2
    turned = f"transform='rotate(-90 26 {middle})'"
    parts.append(f"<text x='26' y='{middle}' {turned} text-anchor='middle' font-size='15' fill='{TEXT}' {FONT}>")
    return [*parts, "wrong answers covered</text>"]


def _drawn(line: Line, color: str) -> str:
    path = " ".join(f"{_x(asked):.1f},{_y(covered):.1f}" for asked, covered in line.points)
    dash = " stroke-dasharray='7 6'" if line.dashed else ""
    return f"<polyline points='{path}' fill='none' stroke='{color}' stroke-width='3'{dash}/>"


def _dot(asked: float, covered: float, color: str) -> str:
    return f"<circle cx='{_x(asked):.1f}' cy='{_y(covered):.1f}' r='5' fill='{color}'/>"


def _text(x: float, y: float, words: str, color: str = TEXT, anchor: str = "start") -> str:
    place = f"x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' font-size='15'"
    return f"<text {place} fill='{color}' {FONT}>{words}</text>"


def _x(share: float) -> float:
    return LEFT + SIDE * share / MOST


def _y(share: float) -> float:
    return TOP + LOW * (1 - share)
