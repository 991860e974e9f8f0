"""The style page shows components within the rules every page obeys."""

import gzip
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


def test_what_a_first_visit_loads_fits_its_budget(client: Client, db: None) -> None:
    """100 KB with the page and its scripts, fonts being packed already."""
    page = client.get("/nothing-here/").content
    parts = set(re.findall(r'/static/([^"]+)', page.decode()))
    parts |= {f"js/{part.name}" for part in _shared_scripts()}

    packed = [gzip.compress((_STATIC / part).read_bytes()) for part in sorted(parts)]

    assert sum(map(len, packed)) + len(gzip.compress(page)) < 90_000


def _shared_scripts() -> list[Path]:
    main = (_STATIC / "js" / "main.js").read_text("utf-8")
    return [_STATIC / "js" / name for name in re.findall(r"\./(\w+\.js)", main)]
