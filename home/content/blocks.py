"""The body of a page of the CMS as plain HTML, without loading what it refers to."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html
from wagtail.blocks import StreamValue

from home.content.problems import Problem
from home.content.words import problems_of_alt


def html_of_blocks(body: StreamValue) -> str:
    return "".join(_html_of(block.block_type, block.value) for block in body)


def problems_of_images(body: StreamValue) -> Iterator[Problem]:
    for block in body:
        if block.block_type == "image":
            yield from problems_of_alt(block.value.get("alt") or "")


# Any: each kind of block has a value of its own type.
def _html_of(kind: str, value: Any) -> str:  # noqa: ANN401
    if kind == "heading":
        return format_html("<h2>{}</h2>", value)
    if kind == "paragraph":
        return str(value.source)
    if kind == "call_to_action":
        return format_html('<a href="{}">{}</a>', value["address"], value["label"])
    if kind == "accordion":
        return _heading(value) + "".join(
            format_html("<p>{}</p>", item["question"]) + str(item["answer"].source)
            for item in value["questions"]
        )
    return _heading(value) if kind == "news_list" else ""


# Any: as above.
def _heading(value: Any) -> str:  # noqa: ANN401
    return format_html("<h2>{}</h2>", value["heading"]) if value["heading"] else ""
