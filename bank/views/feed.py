"""The newest public materials as a feed."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.atom import MOST, Entry, Feed, atom
from bank.models import Kind, Material, Subject


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what a guest may open, whoever asks; `przedmiot` and `rodzaj` narrow it."""
    materials = Material.objects.visible_to(AnonymousUser()).published()
    names = [_("New in the bank")]
    if code := request.GET.get("przedmiot", "").replace("\0", ""):
        materials = materials.filter(subjects__code=code)
        names += Subject.objects.filter(code=code).values_list("label", flat=True)
    if kind := request.GET.get("rodzaj", "").replace("\0", ""):
        materials = materials.filter(kind=kind)
        names += [str(each.label) for each in Kind if each.value == kind]
    newest = materials.order_by("-first_published_at", "-pk")[:MOST]
    found = Feed(
        title=f"{' · '.join(names)} – {_('Knowledge Bank')}",
        subtitle=_("Public materials, the newest first."),
        path=reverse("bank:list"),
        entries=[_entry(material) for material in newest],
    )
    return atom(request, found)


def _entry(material: Material) -> Entry:
    published = material.first_published_at or material.changed_at
    return Entry(
        key=f"material/{material.pk}",
        title=str(material),
        path=material.get_absolute_url(),
        summary=material.summary,
        published=published,
        changed=material.last_published_at or published,
    )
