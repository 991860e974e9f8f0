"""Paper, colours and a soft pencil: drawn twice as large, then made smaller."""

import io
import math
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

SIZE = (1400, 880)
_SCALE = 2
Point = tuple[float, float]
Colour = tuple[int, int, int]

PAPER: Colour = (246, 240, 227)
SAND: Colour = (232, 214, 178)
OCHRE: Colour = (219, 165, 74)
BRICK: Colour = (186, 92, 66)
ROSE: Colour = (214, 150, 130)
SAGE: Colour = (150, 178, 140)
MOSS: Colour = (96, 136, 98)
PINE: Colour = (52, 94, 82)
TEAL: Colour = (52, 116, 118)
LAKE: Colour = (118, 172, 172)
SKY: Colour = (207, 226, 226)
NIGHT: Colour = (38, 62, 72)


def paper(colour: Colour = PAPER) -> Image.Image:
    return Image.new("RGB", (SIZE[0] * _SCALE, SIZE[1] * _SCALE), colour)


def encoded(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(buffer, "PNG")
    return buffer.getvalue()


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Mix two colours; at 0 the first, at 1 the other."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def wash(image: Image.Image, top: Colour, bottom: Colour) -> None:
    """Cover the whole sheet, passing from one colour to the other."""
    pencil = ImageDraw.Draw(image)
    for row in range(image.height):
        colour = mixed(top, bottom, row / image.height)
        pencil.line([(0, row), (image.width, row)], fill=colour)


class Pencil:
    """Draws in parts of the sheet, so that shapes need not know its size."""

    def __init__(self, image: Image.Image) -> None:
        self._draw = ImageDraw.Draw(image)
        self._width = image.width
        self._height = image.height

    def _at(self, point: Point) -> Point:
        return point[0] * self._width, point[1] * self._height

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        self._draw.polygon([self._at(point) for point in points], fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        self._draw.line(
            [self._at(point) for point in points],
            fill=colour,
            width=max(1, round(width * self._width)),
            joint="curve",
        )

    def disc(
        self, centre: Point, radius: float, colour: Colour, *, flat: float = 1
    ) -> None:
        """Draw a disc whose radius is a part of the width; `flat` makes it an ellipse."""
        x, y = self._at(centre)
        across, down = radius * self._width, radius * self._width * flat
        self._draw.ellipse((x - across, y - down, x + across, y + down), fill=colour)

    def slice(
        self, centre: Point, radius: float, colour: Colour, gap: tuple[float, float]
    ) -> None:
        """Draw a disc without the part between two angles."""
        x, y = self._at(centre)
        r = radius * self._width
        box = (x - r, y - r * 0.62, x + r, y + r * 0.62)
        self._draw.pieslice(box, gap[1], gap[0] + 360, fill=colour)

    def box(
        self, corner: Point, size: Point, colour: Colour, *, round_by: float = 0
    ) -> None:
        left, top = self._at(corner)
        right, bottom = self._at((corner[0] + size[0], corner[1] + size[1]))
        radius = round_by * self._width
        self._draw.rounded_rectangle((left, top, right, bottom), radius, fill=colour)

    def below(self, ridge: Callable[[float], float], colour: Colour) -> None:
        """Fill everything under a line across the sheet."""
        steps = [step / 120 for step in range(121)]
        self.shape([*((x, ridge(x)) for x in steps), (1, 1), (0, 1)], colour)


def rolling(
    base: float, height: float, turns: float, start: float
) -> Callable[[float], float]:
    """Make a line of hills out of two waves."""

    def ridge(x: float) -> float:
        wave = math.sin(turns * x * math.tau + start)
        ripple = math.sin(2.3 * turns * x * math.tau + 2 * start)
        return base - height * (0.72 * wave + 0.28 * ripple)

    return ridge
