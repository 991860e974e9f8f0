"""What Wagtail's admin shows to one, two or three editors."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import Menu, MenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from home.content.editor import with_ours
from home.content_checks import problems_of
from home.models import MovedAddress
from home.views.cms import content, materials

MOST_TOLD = 5
# The rest of Wagtail's menu stands for parts that we do not use, or leads elsewhere.
_MENU = {"explorer", "images", "documents", "materials", "moved", "content"}


@hooks.register("register_admin_urls")
def register_lists() -> list[URLPattern]:
    return [
        path("materialy/", materials, name="cms_materials"),
        path("tresci/", content, name="cms_content"),
    ]


@hooks.register("register_admin_menu_item")
def register_materials_item() -> MenuItem:
    return MenuItem(
        _("Materials"), reverse("cms_materials"), name="materials", icon_name="doc-full"
    )


@hooks.register("register_admin_menu_item")
def register_content_item() -> MenuItem:
    return MenuItem(
        _("Texts to improve"),
        reverse("cms_content"),
        name="content",
        icon_name="glasses",
    )


# Any: parts of Wagtail's bar, which share no type.
@hooks.register("construct_wagtail_userbar")
def check_what_we_write(request: HttpRequest, items: list[Any], page: Page) -> None:  # noqa: ARG001
    items[:] = with_ours(items)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_to_improve(request: HttpRequest, page: Page) -> None:
    """Name, after a save, what is hard to read for somebody; nothing is refused."""
    for problem in problems_of(page)[:MOST_TOLD]:
        where = f" („{problem.excerpt}”)" if problem.excerpt else ""
        messages.warning(request, f"{problem.label}{where}. {problem.advice}")


class MovedAddresses(ModelViewSet):
    """Where editors lead from an address that is no more."""

    model = MovedAddress
    name = "moved"
    url_prefix = "przeniesione"
    icon = "redirect"
    menu_label = gettext_lazy("Moved addresses")
    menu_name = "moved"
    add_to_admin_menu = True
    list_display = ("path", "destination", "is_automatic", "created_at")
    list_per_page = 50
    search_fields = ("path", "target")
    inspect_view_enabled = False
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def register_moved_addresses() -> MovedAddresses:
    return MovedAddresses()


@hooks.register("construct_main_menu", order=1000)
def keep_what_we_use(request: HttpRequest, menu_items: list[Menu]) -> None:  # noqa: ARG001
    menu_items[:] = [item for item in menu_items if item.name in _MENU]


# After Wagtail's own, which put counts there.
@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, summary_items: list[object]) -> None:  # noqa: ARG001
    summary_items.clear()
