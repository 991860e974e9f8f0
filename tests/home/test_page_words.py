"""What search knows of an editorial page."""

from home.blocks.page_body import PageBody


def test_addresses_are_not_among_the_words() -> None:
    body = PageBody()
    button = {"label": "Zobacz grę", "address": "/bank/7-gra/", "weight": "main"}
    material = {"address": "/bank/12-ulamki/", "note": "Dobre na start"}
    value = body.to_python(
        [
            {"type": "call_to_action", "value": button},
            {"type": "material", "value": material},
        ]
    )

    words = [str(each) for each in body.get_searchable_content(value)]

    assert {"Zobacz grę", "Dobre na start"} <= set(words)
    assert not any("/bank/" in each for each in words)
