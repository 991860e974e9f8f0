"""How a view gets its material: through `visible_to`, or a 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bank.models import Material
from bank.models.use import with_use_since
from bank.school_year import SchoolYear


def visible_material(request: HttpRequest, pk: int, *beside: str) -> Material:
    """Load the material for its page; what may not be seen does not exist.

    `beside` names more rows of one, loaded in the same question.
    """
    found = Material.objects.visible_to(request.user).for_detail()
    return get_object_or_404(found.select_related(*beside) if beside else found, pk=pk)


def visible_with_use(request: HttpRequest, pk: int) -> Material:
    """Load the material for its page, with its use in this school year."""
    year = SchoolYear.containing(timezone.localdate())
    found = Material.objects.visible_to(request.user).for_detail()
    return get_object_or_404(with_use_since(found, year.first_day), pk=pk)


def visible_row(request: HttpRequest, pk: int) -> Material:
    """Load the material without its text: for pages about it, not of it."""
    visible = Material.objects.visible_to(request.user).prefetch_related("authors")
    return get_object_or_404(visible, pk=pk)


def latest_text(material: Material) -> Material:
    """Give the newest text of the material, which its authors and reviewers see.

    Until the first publication that is the row itself.
    """
    if material.first_published_at is None:
        return material.specific
    return material.newest_text
