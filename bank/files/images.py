"""Pictures made anew: no hidden place, date or camera, nothing smuggled in."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from bank.exceptions import FileRefused
from bank.files.kinds import JPEG, PNG, WEBP, FileKind

MOST_PIXELS: Final = 50_000_000
LONGEST_SIDE: Final = 4096
_FORMATS: Final = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}
_PLAIN_MODES: Final = {PNG: {"L", "LA", "P", "RGB", "RGBA", "1"}}
_FAILURES = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError)


@dataclass(frozen=True, slots=True)
class CleanImage:
    """The bytes to keep, and the size for the page to reserve."""

    content: bytes
    width: int
    height: int


def clean_image(content: bytes, kind: FileKind) -> CleanImage:
    """Decode and encode again without any metadata. Raises `FileRefused`."""
    with _refusing_the_damaged():
        return _encode(_decode(content, kind), kind)


def in_widths(
    content: bytes, kind: FileKind, widths: Sequence[int]
) -> list[CleanImage]:
    """Make a picture anew as WebP, in each width and never wider than it was.

    Raises `FileRefused`.
    """
    with _refusing_the_damaged():
        image = _decode(content, kind)
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        made = []
        for width in widths:
            scaled = image.copy()
            scaled.thumbnail((width, LONGEST_SIDE))
            made.append(_encode(scaled, WEBP))
        return made


@contextmanager
def _refusing_the_damaged() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (*_FAILURES, ArithmeticError, MemoryError) as error:
        message = _("The picture is damaged and cannot be opened.")
        raise FileRefused("damaged", message) from error


def _decode(content: bytes, kind: FileKind) -> Image.Image:
    # Only the format its first bytes promised.
    image: Image.Image = Image.open(io.BytesIO(content), formats=[_FORMATS[kind]])
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    # JPEG can be read smaller at once, which keeps memory low.
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    return ImageOps.exif_transpose(image)


def _encode(image: Image.Image, kind: FileKind) -> CleanImage:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if kind == JPEG:
        image = image.convert("RGB")
    elif image.mode not in _PLAIN_MODES.get(kind, {"RGB", "RGBA"}):
        image = image.convert("RGBA" if "A" in image.mode else "RGB")
    # A new picture, so that no text block or profile of the old one follows.
    fresh = Image.new(image.mode, image.size)
    if palette := image.getpalette():
        fresh.putpalette(palette)
    fresh.paste(image)
    if (clear := image.info.get("transparency")) is not None and kind == PNG:
        fresh.info["transparency"] = clear
    buffer = io.BytesIO()
    fresh.save(buffer, format=_FORMATS[kind], quality=88, optimize=kind != WEBP)
    return CleanImage(buffer.getvalue(), fresh.width, fresh.height)


def _too_many_pixels() -> FileRefused:
    return FileRefused(
        "pixels", _("The picture has too many pixels. Save a smaller one.")
    )
