"""QR codes as the parts of an SVG, which a template draws without any inline style."""

from dataclasses import dataclass

import qrcode  # type: ignore[import-untyped]
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]

# What a reader needs around the code to find it.
_QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """The side of the square in modules, and the path of the dark ones."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Draw `text`; rows of dark modules become one stroke each."""
    code = qrcode.QRCode(border=_QUIET_ZONE, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    strokes = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            length = next(
                (n for n, dark in enumerate(row[x:]) if not dark), len(row) - x
            )
            if length:
                strokes.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length or 1
    return QrCode(len(matrix), "".join(strokes))
