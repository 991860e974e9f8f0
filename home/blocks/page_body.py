from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StreamValue

from bank.models import Material
from home.blocks.contents import headings_of
from home.blocks.links import CallToActionBlock
from home.blocks.lists import (
    TEXT_FEATURES,
    AccordionBlock,
    ContactBlock,
    NewsListBlock,
)
from home.blocks.material import MaterialBlock, material_key
from home.blocks.media import DescribedImageBlock


class PageBody(StreamBlock):
    """The body of every editorial page."""

    heading = CharBlock(
        label=_("Heading"),
        max_length=120,
        icon="title",
        template="home/blocks/heading.html",
    )
    paragraph = RichTextBlock(
        label=_("Text"),
        features=TEXT_FEATURES,
        max_length=10_000,
        icon="pilcrow",
        template="home/blocks/paragraph.html",
    )
    image = DescribedImageBlock()
    material = MaterialBlock()
    call_to_action = CallToActionBlock()
    contact = ContactBlock()
    news_list = NewsListBlock()
    accordion = AccordionBlock()

    class Meta:
        max_num = 60
        block_counts = {"news_list": {"max_num": 1}}
        template = "home/blocks/page_body.html"

    def get_context(
        self, value: StreamValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Load all materials of the body at once, as far as this reader may see."""
        context: dict[str, Any] = super().get_context(
            value, parent_context=parent_context
        )
        headings = headings_of(value)
        anchors = {heading.block: heading.anchor for heading in headings}
        first = headings[0].block if headings else len(value)
        # Before the first heading only the title of the page stands above.
        context["parts"] = [
            (block, anchors.get(place), 3 if place > first else 2)
            for place, block in enumerate(value)
        ]
        keys = {
            material_key(block.value["address"])
            for block in value
            if block.block_type == "material"
        }
        context["materials"] = _materials(keys - {None}, context) if keys else {}
        return context


def _materials(keys: set[int | None], context: dict[str, Any]) -> dict[int, Material]:
    request = context.get("request")
    # Without a request nobody is known to be reading: show what anybody may see.
    reader = request.user if request is not None else AnonymousUser()
    return (
        Material.objects.visible_to(reader)
        .published()
        .for_listing()
        .in_bulk(list(keys))
    )
