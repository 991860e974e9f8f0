"""Hills, trees and houses of the invented gmina."""

from PIL import Image

from home.demo.drawings.canvas import (
    BRICK,
    LAKE,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SAGE,
    SAND,
    SKY,
    TEAL,
    Colour,
    Pencil,
    Point,
    mixed,
    rolling,
    wash,
)


def _round_tree(pencil: Pencil, foot: Point, size: float, colour: Colour) -> None:
    x, y = foot
    pencil.line([(x, y), (x, y - size)], mixed(NIGHT, BRICK, 0.4), size * 0.12)
    crown = (x, y - size * 1.5)
    pencil.disc(crown, size * 0.52, colour)
    pencil.disc(
        (x - size * 0.14, y - size * 1.66), size * 0.34, mixed(colour, PAPER, 0.16)
    )


def _larch(pencil: Pencil, foot: Point, size: float, colour: Colour) -> None:
    x, y = foot
    pencil.line([(x, y), (x, y - size * 0.4)], mixed(NIGHT, BRICK, 0.4), size * 0.06)
    for storey in range(4):
        width = size * (0.34 - 0.065 * storey)
        low = y - size * (0.22 + 0.36 * storey)
        shade = mixed(colour, PAPER, 0.05 * storey)
        pencil.shape(
            [(x - width, low), (x + width, low), (x, low - size * 0.62)], shade
        )


def _school(pencil: Pencil, corner: Point, width: float) -> None:
    x, y = corner
    height = width * 0.62
    pencil.box((x, y - height), (width, height), PAPER)
    roof = [(x - 0.012, y - height), (x + width + 0.012, y - height)]
    pencil.shape([*roof, (x + width / 2, y - height * 1.75)], BRICK)
    for column in range(5):
        for row in range(2):
            left = x + width * (0.08 + 0.18 * column)
            top = y - height * (0.86 - 0.42 * row)
            pencil.box((left, top), (width * 0.1, height * 0.24), LAKE, round_by=0.002)
    pencil.box(
        (x + width * 0.44, y - height * 0.34), (width * 0.12, height * 0.34), TEAL
    )


def hills(image: Image.Image) -> None:
    """A school among hills in the morning."""
    wash(image, SKY, mixed(SAND, PAPER, 0.4))
    pencil = Pencil(image)
    pencil.disc((0.74, 0.3), 0.085, mixed(OCHRE, PAPER, 0.25))
    pencil.below(rolling(0.52, 0.07, 0.9, 0.6), mixed(LAKE, SKY, 0.35))
    pencil.below(rolling(0.62, 0.06, 1.2, 2.4), mixed(SAGE, LAKE, 0.25))
    _school(pencil, (0.52, 0.745), 0.15)
    pencil.below(rolling(0.75, 0.05, 1.0, 4.3), SAGE)
    for x, size in ((0.3, 0.055), (0.36, 0.042), (0.83, 0.05), (0.9, 0.064)):
        _round_tree(pencil, (x, 0.79), size, MOSS)
    pencil.below(rolling(0.87, 0.05, 0.8, 1.2), MOSS)
    _round_tree(pencil, (0.1, 0.93), 0.1, PINE)
    _round_tree(pencil, (0.2, 0.96), 0.072, mixed(PINE, MOSS, 0.4))


def larches(image: Image.Image) -> None:
    """A wood of larches by a field path."""
    wash(image, mixed(SKY, PAPER, 0.3), SAND)
    pencil = Pencil(image)
    pencil.disc((0.2, 0.26), 0.06, mixed(OCHRE, PAPER, 0.35))
    pencil.below(rolling(0.55, 0.05, 1.1, 1.0), mixed(LAKE, SKY, 0.4))
    for place in range(16):
        x = 0.04 + place * 0.063
        size = 0.12 + 0.03 * ((place * 7) % 4)
        _larch(pencil, (x, 0.68), size, mixed(PINE, LAKE, 0.35))
    pencil.below(rolling(0.68, 0.03, 1.0, 3.0), mixed(SAGE, SAND, 0.25))
    for place in range(7):
        x = 0.5 + place * 0.085
        _larch(pencil, (x, 0.86 + 0.02 * (place % 3)), 0.24 + 0.05 * (place % 2), PINE)
    pencil.below(rolling(0.85, 0.03, 0.8, 0.5), mixed(MOSS, OCHRE, 0.25))
    path = [(0.1, 1.0), (0.34, 1.0), (0.402, 0.862), (0.372, 0.862)]
    pencil.shape(path, SAND)


def avenue(image: Image.Image) -> None:
    """A long table under lime trees, set for a lesson."""
    wash(image, mixed(SKY, PAPER, 0.35), PAPER)
    pencil = Pencil(image)
    pencil.below(rolling(0.66, 0.015, 1.0, 0.4), mixed(SAGE, PAPER, 0.35))
    for place in range(6):
        x = 0.06 + place * 0.178
        pencil.line([(x, 0.74), (x, 0.42)], mixed(NIGHT, BRICK, 0.35), 0.014)
        for step, (aside, up, size) in enumerate(
            (
                (-0.055, 0.36, 0.075),
                (0.06, 0.35, 0.08),
                (0, 0.25, 0.09),
                (-0.01, 0.38, 0.07),
            )
        ):
            shade = mixed(MOSS, SAGE, 0.22 * ((place + step) % 4))
            pencil.disc((x + aside, up), size, shade)
    pencil.below(lambda _x: 0.74, mixed(SAGE, SAND, 0.5))
    pencil.shape(
        [(0.16, 0.8), (0.84, 0.8), (0.92, 0.88), (0.08, 0.88)], mixed(BRICK, SAND, 0.35)
    )
    pencil.box((0.08, 0.88), (0.84, 0.022), mixed(BRICK, NIGHT, 0.25))
    for x in (0.14, 0.84):
        pencil.box((x, 0.9), (0.018, 0.1), mixed(BRICK, NIGHT, 0.35))
    sheets = (PAPER, mixed(OCHRE, PAPER, 0.3), PAPER, mixed(LAKE, PAPER, 0.3), PAPER)
    for place, colour in enumerate(sheets):
        x = 0.22 + place * 0.13
        pencil.shape(
            [(x, 0.825), (x + 0.06, 0.825), (x + 0.064, 0.86), (x - 0.004, 0.86)],
            colour,
        )


def town(image: Image.Image) -> None:
    """Roofs of a small town in the evening."""
    wash(image, mixed(ROSE, PAPER, 0.45), PAPER)
    pencil = Pencil(image)
    pencil.disc((0.26, 0.34), 0.07, mixed(OCHRE, PAPER, 0.2))
    pencil.below(rolling(0.6, 0.05, 0.8, 2.2), mixed(LAKE, SKY, 0.5))
    walls = (SAND, PAPER, mixed(ROSE, PAPER, 0.4), mixed(OCHRE, PAPER, 0.45), SKY)
    for row, low in enumerate((0.72, 0.84, 0.98)):
        for place in range(8 - row):
            width = 0.12 + 0.02 * row
            x = place * (width + 0.012) - 0.03 + 0.04 * (row % 2)
            high = low - 0.15 - 0.03 * ((place * 5 + row) % 3)
            _house(pencil, (x, high), (width, low - high), walls[(place + row) % 5])
    pencil.below(lambda _x: 0.97, mixed(MOSS, NIGHT, 0.2))


def _house(pencil: Pencil, corner: Point, size: Point, wall: Colour) -> None:
    (x, y), (width, height) = corner, size
    pencil.box((x, y), (width, height + 0.02), wall)
    roof = mixed(BRICK, NIGHT, 0.25 * (round(x * 40) % 3) / 2)
    pencil.shape(
        [(x - 0.008, y), (x + width + 0.008, y), (x + width / 2, y - 0.09)], roof
    )
    for column in range(3):
        left = x + width * (0.14 + 0.28 * column)
        pencil.box((left, y + 0.035), (width * 0.16, 0.05), mixed(NIGHT, LAKE, 0.45))
