"""Indexes in the very order of the lists of materials: a page is never sorted."""

from django.db import models
from django.db.models import Q

_LIVE = Q(live=True)

LIST_INDEXES = [
    models.Index(
        fields=["-first_published_at", "-id"], name="material_newest", condition=_LIVE
    ),
    models.Index(
        fields=["visibility", "-first_published_at", "-id"],
        name="material_newest_of_audience",
        condition=_LIVE,
    ),
    models.Index(
        fields=["visibility", "-is_featured", "-first_published_at", "-id"],
        name="material_featured",
        condition=_LIVE,
    ),
    models.Index(fields=["-changed_at"], name="material_changed"),
]
