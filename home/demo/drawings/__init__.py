"""Invented pictures of the demonstration, drawn when it loads."""

from home.demo.drawings.canvas import SIZE, encoded, paper
from home.demo.drawings.land import avenue, hills, larches, town
from home.demo.drawings.patterns import knots, strips
from home.demo.drawings.water import pond

_DRAWINGS = {
    "wzgorza": hills,
    "modrzewie": larches,
    "lipy": avenue,
    "miasteczko": town,
    "paski": strips,
    "sieci": knots,
    "staw": pond,
}


def drawn(name: str) -> bytes:
    """Draw one picture by its name, the same every time."""
    image = paper()
    _DRAWINGS[name](image)
    return encoded(image)


__all__ = ["SIZE", "drawn"]
