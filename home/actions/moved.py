"""Remembering where a page used to stand."""

from django.db import transaction

from home.models import InformationPage, MovedAddress
from home.models.moved import LONGEST


@transaction.atomic
def remember_address(page: InformationPage, *, old_url_path: str) -> None:
    """Lead from the old address of `page`, and of what stands under it, to the new."""
    moved = [page, *InformationPage.objects.live().descendant_of(page)]
    new_paths = [_on_site(each.url_path) for each in moved]
    # Somebody stands there again: nothing of the past may lead away.
    MovedAddress.objects.filter(path__in=new_paths).delete()
    for each in moved:
        tail = each.url_path.removeprefix(page.url_path)
        path = _on_site(old_url_path + tail)
        if len(path) <= LONGEST:
            MovedAddress.objects.update_or_create(
                path=path, defaults={"page": each, "target": "", "is_automatic": True}
            )


def _on_site(url_path: str) -> str:
    """Drop the slug of the root: /start/zasady/ is seen at /zasady/."""
    return "/" + url_path.lstrip("/").partition("/")[2]
