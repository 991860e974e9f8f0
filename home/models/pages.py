"""Pages written in the CMS; everything else of the site is not a page."""

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page

from accounts.models import Institution
from home.blocks import PageBody
from home.blocks.contents import contents_of
from home.overview import guest_start

_FOR_SEARCH_ENGINES = MultiFieldPanel(
    [FieldPanel("slug"), FieldPanel("search_description")],
    heading=_("Address and description"),
)


class StartPage(Page):
    """What a guest reads first; the rest of the start page is made from the bank."""

    intro = models.CharField(
        _("what the bank is, in one sentence"), max_length=240, blank=True
    )
    account_note = models.TextField(
        _("how to get an account"), max_length=600, blank=True
    )
    body = StreamField(
        PageBody(), verbose_name=_("further content"), blank=True, use_json_field=True
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("account_note"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Panel]] = [_FOR_SEARCH_ENGINES]
    max_count: ClassVar[int] = 1
    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = []
    template: ClassVar[str] = "home/start.html"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """What a preview shows; the page itself is served by our own view."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | guest_start(AnonymousUser())

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")


class InformationPage(Page):
    """A page of text: rules, instructions, who is who."""

    lead = models.CharField(_("lead"), max_length=400, blank=True)
    body = StreamField(PageBody(), verbose_name=_("content"), use_json_field=True)
    in_header = models.BooleanField(_("link at the top of every page"), default=False)

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Panel]] = [
        _FOR_SEARCH_ENGINES,
        MultiFieldPanel(
            [
                FieldPanel("show_in_menus", heading=_("Link in the footer")),
                FieldPanel("in_header"),
            ],
            heading=_("Menus"),
            help_text=_(
                "Links stand in the order of the pages in the tree: in the list of "
                "pages choose “Sort”. At most two stand at the top."
            ),
        ),
    ]
    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["home.StartPage", "home.InformationPage"]
    subpage_types: ClassVar[list[str]] = ["home.InformationPage"]
    template: ClassVar[str] = "home/information_page.html"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Where the page stands, what stands under it and what is on it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = InformationPage.objects.ancestor_of(self).live().order_by("depth")
        trail = [(page.title, page.url) for page in above] if self.depth > 3 else []  # noqa: PLR2004 - the start page has two
        children = InformationPage.objects.child_of(self).live().order_by("path")
        return context | {
            "trail": [*trail, (self.title, "")] if trail else [],
            "children": children.defer("body") if self.numchild else [],
            "contents": contents_of(self.body),
        }

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")


class InstitutionPage(Page):
    """What a school or kindergarten says about itself, shown at `/placowki/<slug>/`."""

    institution = models.OneToOneField(
        Institution,
        verbose_name=_("institution"),
        on_delete=models.PROTECT,
        related_name="page",
    )
    lead = models.CharField(_("lead"), max_length=400, blank=True)
    body = StreamField(
        PageBody(), verbose_name=_("content"), blank=True, use_json_field=True
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("institution"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Panel]] = [_FOR_SEARCH_ENGINES]
    private_page_options: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["home.StartPage"]
    subpage_types: ClassVar[list[str]] = []
    template: ClassVar[str] = "home/institution.html"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """What a preview shows; the page itself is served by our own view."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"institution": self.institution}

    class Meta:
        verbose_name = _("institution page")
        verbose_name_plural = _("institution pages")

    def get_url_parts(
        self, request: HttpRequest | None = None
    ) -> tuple[int, str, str] | None:
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], self.public_path)

    @property
    def public_path(self) -> str:
        return reverse("institution", args=[self.institution.slug])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        return redirect(self.public_path, permanent=True)
