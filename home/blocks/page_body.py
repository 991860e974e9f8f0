from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock

from home.blocks.links import CallToActionBlock
from home.blocks.lists import (
    TEXT_FEATURES,
    AccordionBlock,
    ContactBlock,
    NewsListBlock,
)
from home.blocks.material import MaterialBlock
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
