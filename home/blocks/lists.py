from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    EmailBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
    TextBlock,
)

from accounts.models import User

# No images, embeds or large headings: those have blocks of their own.
TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
ANSWER_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class ContactBlock(StructBlock):
    name = CharBlock(label=_("Person or unit"), max_length=120)
    role = CharBlock(label=_("Role"), max_length=120, required=False)
    email = EmailBlock(label=_("E-mail"), max_length=254, required=False)
    phone = CharBlock(label=_("Telephone"), max_length=40, required=False)
    note = TextBlock(
        label=_("Address and hours"), max_length=400, required=False, rows=3
    )

    class Meta:
        label = _("Contact")
        icon = "mail"
        template = "home/blocks/contact.html"


class QuestionBlock(StructBlock):
    question = CharBlock(label=_("Question"), max_length=200)
    answer = RichTextBlock(label=_("Answer"), features=ANSWER_FEATURES, max_length=4000)


class AccordionBlock(StructBlock):
    """Questions with answers that open one by one."""

    heading = CharBlock(label=_("Heading"), max_length=120, required=False)
    questions = ListBlock(
        QuestionBlock(label=_("Question")), label=_("Questions"), min_num=1, max_num=30
    )

    class Meta:
        label = _("Questions and answers")
        icon = "list-ul"
        template = "home/blocks/accordion.html"


class NewsListBlock(StructBlock):
    """The newest news this reader may see."""

    heading = CharBlock(label=_("Heading"), max_length=120, required=False)
    count = IntegerBlock(label=_("How many"), min_value=1, max_value=10, default=3)

    class Meta:
        label = _("News")
        icon = "calendar"
        template = "home/blocks/news_list.html"

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(
            value, parent_context=parent_context
        )
        request = context.get("request")
        reader = request.user if request is not None else AnonymousUser()
        context["news"] = newest_news(reader, value["count"])
        return context


def newest_news(reader: User | AnonymousUser, count: int) -> list[models.Model]:
    # By name, because pages, which are made of blocks, stand beside the news.
    news: Any = apps.get_model("home", "News").objects
    return list(news.visible_to(reader).current().for_listing()[:count])
