"""What we do when somebody signs in: Wagtail's rights follow the roles."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page

from accounts.models import User
from home.actions.cms import admit_to_cms
from home.actions.indexing import page_changed, pages_moved
from home.actions.moved import remember_address
from home.lost import PUBLIC_PLACES
from home.models import InformationPage
from home.models.media import may_use_cms
from home.navigation import FOOTER_PAGES


def admit_editors(
    sender: type[AbstractBaseUser],  # noqa: ARG001
    request: HttpRequest | None,  # noqa: ARG001
    user: AbstractBaseUser,
    **kwargs: object,  # noqa: ARG001
) -> None:
    if isinstance(user, User) and may_use_cms(user):
        admit_to_cms(user)


def forget_footer(sender: type[object], **kwargs: object) -> None:  # noqa: ARG001
    """Have the footer read its pages anew once an editor published or hid one."""
    cache.delete_many([FOOTER_PAGES, PUBLIC_PLACES])


def lead_from_old_address(
    sender: type[object],  # noqa: ARG001
    instance: Page,
    instance_before: Page,
    **kwargs: object,  # noqa: ARG001
) -> None:
    """Keep the addresses of a page that an editor renamed."""
    page = instance.specific
    if isinstance(page, InformationPage) and page.live:
        remember_address(page, old_url_path=instance_before.url_path)


def lead_from_old_place(
    sender: type[object],  # noqa: ARG001
    instance: Page,
    url_path_before: str,
    url_path_after: str,
    **kwargs: object,  # noqa: ARG001
) -> None:
    """Keep the addresses of a page that an editor moved elsewhere in the tree."""
    page = instance.specific
    if url_path_before != url_path_after and isinstance(page, InformationPage):
        page.refresh_from_db(fields=["url_path", "live"])
        if page.live:
            remember_address(page, old_url_path=url_path_before)


def index_page(sender: type[object], instance: object, **kwargs: object) -> None:  # noqa: ARG001
    """Have search look at a page that was published, hidden or deleted."""
    if isinstance(instance, Page):
        page_changed(instance)


def index_pages_below(sender: type[object], instance: Page, **kwargs: object) -> None:  # noqa: ARG001
    """Have search show the new addresses of a page and of those beneath it."""
    pages_moved(instance)
