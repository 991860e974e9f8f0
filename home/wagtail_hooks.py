"""What Wagtail's admin shows to one, two or three editors."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem

from home.views.cms import materials

# The rest of Wagtail's menu stands for parts that we do not use, or leads elsewhere.
_MENU = {"explorer", "images", "documents", "materials"}


@hooks.register("register_admin_urls")
def register_materials_url() -> list[URLPattern]:
    return [path("materialy/", materials, name="cms_materials")]


@hooks.register("register_admin_menu_item")
def register_materials_item() -> MenuItem:
    return MenuItem(
        _("Materials"), reverse("cms_materials"), name="materials", icon_name="doc-full"
    )


@hooks.register("construct_main_menu", order=1000)
def keep_what_we_use(request: HttpRequest, menu_items: list[Menu]) -> None:  # noqa: ARG001
    menu_items[:] = [item for item in menu_items if item.name in _MENU]


# After Wagtail's own, which put counts there.
@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, summary_items: list[object]) -> None:  # noqa: ARG001
    summary_items.clear()
