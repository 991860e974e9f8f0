"""Which stored files news and pages of institutions show, and to whom."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from home.models.news import News, NewsAttachment
from home.models.picture import Picture
from home.models.profile import InstitutionProfile


def _of_picture(pictures: QuerySet[Picture]) -> Q:
    """Files that are one of the sizes of these pictures."""
    row = OuterRef("pk")
    return Q(Exists(pictures.filter(Q(small=row) | Q(medium=row) | Q(large=row))))


class EditorialFiles:
    """A picture or an attachment is seen with the page that shows it."""

    def seen_by(self, user: User | AnonymousUser) -> Q:
        news = News.objects.visible_to(user)
        shown = Picture.objects.filter(
            Exists(news.filter(picture=OuterRef("pk")))
            | Exists(InstitutionProfile.objects.filter(picture=OuterRef("pk")))
        )
        attached = NewsAttachment.objects.filter(file=OuterRef("pk"), news__in=news)
        return _of_picture(shown) | Q(Exists(attached))

    def in_use(self) -> Q:
        attached = NewsAttachment.objects.filter(file=OuterRef("pk"))
        return _of_picture(Picture.objects.all()) | Q(Exists(attached))


def unused_pictures(*, before: datetime) -> QuerySet[Picture]:
    """Pictures uploaded before the moment that no page shows."""
    shown = Q(Exists(News.objects.filter(picture=OuterRef("pk")))) | Q(
        Exists(InstitutionProfile.objects.filter(picture=OuterRef("pk")))
    )
    return Picture.objects.filter(~shown, created_at__lt=before)
