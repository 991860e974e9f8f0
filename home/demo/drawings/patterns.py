"""Patterns of numbers and of people who know each other."""

import math

from PIL import Image

from home.demo.drawings.canvas import (
    BRICK,
    LAKE,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SAGE,
    SAND,
    TEAL,
    Pencil,
    mixed,
    wash,
)


def strips(image: Image.Image) -> None:
    """Strips of fractions: a whole, halves, thirds … eighths, one part of each full."""
    wash(image, PAPER, mixed(SAND, PAPER, 0.55))
    pencil = Pencil(image)
    colours = (TEAL, BRICK, OCHRE, PINE, LAKE, ROSE, SAGE, mixed(TEAL, PINE, 0.5))
    left, across, gap = 0.07, 0.86, 0.008
    for row, colour in enumerate(colours):
        parts = row + 1
        width = (across - gap * (parts - 1)) / parts
        top = 0.08 + row * 0.107
        for part in range(parts):
            shade = colour if part == 0 else mixed(colour, PAPER, 0.55)
            corner = (left + part * (width + gap), top)
            pencil.box(corner, (width, 0.088), shade, round_by=0.007)


def knots(image: Image.Image) -> None:
    """Three circles of people, joined here and there."""
    wash(image, mixed(SAND, PAPER, 0.6), PAPER)
    pencil = Pencil(image)
    groups = (
        ((0.25, 0.42), TEAL, 9),
        ((0.54, 0.64), BRICK, 8),
        ((0.79, 0.36), PINE, 7),
    )
    ratio = image.width / image.height
    rings = []
    for (x, y), colour, number in groups:
        turns = [math.tau * place / number + x for place in range(number)]
        ring = [(x + 0.13 * math.cos(t), y + 0.13 * ratio * math.sin(t)) for t in turns]
        rings.append((ring, colour))
    thread = mixed(SAND, BRICK, 0.2)
    for one, other, first, second in (
        (0, 1, 1, 5),
        (1, 2, 7, 3),
        (0, 2, 8, 4),
        (1, 2, 0, 2),
    ):
        pencil.line([rings[one][0][first], rings[other][0][second]], thread, 0.003)
    for ring, colour in rings:
        for place, point in enumerate(ring):
            for step in (2, 3):
                there = ring[(place + step) % len(ring)]
                pencil.line([point, there], mixed(colour, PAPER, 0.6), 0.0022)
        for place, point in enumerate(ring):
            pencil.disc(point, 0.021, PAPER)
            pencil.disc(point, 0.017, mixed(colour, OCHRE, 0.18 * (place % 3)))
