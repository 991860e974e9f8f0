"""The style page shows components within the rules every page obeys."""

import re
from pathlib import Path

from django.test import Client

_STATIC = Path(__file__).parents[2] / "static"
_TEMPLATES = _STATIC.parent / "templates"


def test_components_carry_no_inline_style_or_script(client: Client, db: None) -> None:
    page = client.get("/styl/").content.decode()

    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert page.count("<h1") == 1


def test_refused_field_is_tied_to_its_error(client: Client, db: None) -> None:
    page = client.get("/styl/").content.decode()

    assert 'aria-invalid="true"' in page
    assert 'id="id_refused-title_error"' in page
    assert re.search(r'aria-describedby="[^"]*id_refused-title_error', page)


def test_fonts_and_styles_fit_the_first_visit() -> None:
    """Leave room in 100 KB for the page itself, even before compression."""
    linked = (_TEMPLATES / "partials" / "styles.html").read_text("utf-8")
    parts = set(re.findall(r"static '(.+?)'", linked))

    size = sum((_STATIC / part).stat().st_size for part in parts)

    assert size < 92_000
