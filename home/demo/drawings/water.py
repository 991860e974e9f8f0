"""A pond with fish that hide under leaves."""

from PIL import Image

from home.demo.drawings.canvas import (
    BRICK,
    LAKE,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    ROSE,
    SAGE,
    SKY,
    TEAL,
    Colour,
    Pencil,
    Point,
    mixed,
    wash,
)

_LEAVES = (
    *((0.16, 0.28, 0.085), (0.31, 0.2, 0.055), (0.8, 0.22, 0.1), (0.92, 0.4, 0.06)),
    *((0.12, 0.76, 0.1), (0.86, 0.78, 0.085), (0.55, 0.9, 0.07), (0.5, 0.14, 0.05)),
)
_FISH = (
    *(((0.36, 0.46), 0.075, OCHRE), ((0.6, 0.36), 0.06, BRICK)),
    *(((0.64, 0.64), 0.085, ROSE), ((0.33, 0.72), 0.058, PAPER)),
)


def pond(image: Image.Image) -> None:
    wash(image, mixed(LAKE, SKY, 0.35), TEAL)
    pencil = Pencil(image)
    for place in range(9):
        y = 0.1 + place * 0.1
        x = 0.1 + 0.37 * (place % 3)
        shine = mixed(LAKE, SKY, 0.5 - 0.05 * place)
        pencil.line([(x, y), (x + 0.16, y)], shine, 0.0022)
    for place, (centre, size, colour) in enumerate(_FISH):
        _fish(pencil, centre, size, colour, to_left=bool(place % 2))
    for place, (x, y, size) in enumerate(_LEAVES):
        leaf = mixed(MOSS, SAGE, 0.25 * (place % 4))
        turn = 40 * place % 360
        pencil.slice(
            (x + 0.006, y + 0.014), size, mixed(TEAL, NIGHT, 0.3), (turn, turn + 34)
        )
        pencil.slice((x, y), size, leaf, (turn, turn + 34))
    for x, y in ((0.8, 0.2), (0.13, 0.74)):
        for aside, up in ((-0.018, 0), (0.018, 0), (0, -0.02), (0, 0.014)):
            pencil.disc((x + aside, y + up), 0.017, mixed(ROSE, PAPER, 0.4))
        pencil.disc((x, y), 0.011, OCHRE)


def _fish(
    pencil: Pencil, centre: Point, size: float, colour: Colour, *, to_left: bool
) -> None:
    x, y = centre
    way = -1 if to_left else 1
    tail = x - way * size * 0.8
    end = tail - way * size * 0.5
    pencil.shape(
        [(tail, y), (end, y - size * 0.6), (end, y + size * 0.6)],
        mixed(colour, BRICK, 0.3),
    )
    pencil.disc(centre, size, colour, flat=0.46)
    pencil.disc(
        (x - way * size * 0.05, y + size * 0.02),
        size * 0.5,
        mixed(colour, PAPER, 0.3),
        flat=0.4,
    )
    pencil.disc((x + way * size * 0.62, y - size * 0.16), size * 0.09, NIGHT)
