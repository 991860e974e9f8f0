from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution, User
from accounts.models.audience import PUBLIC, SIGNED_IN, audience_tokens
from accounts.roles import Role
from network.markdown import render

GMINA_AUTHORS = (Role.MODERATOR, Role.OFFICE)


class NewsAudience(models.TextChoices):
    PUBLIC = PUBLIC, _("everybody, also without signing in")
    SIGNED_IN = SIGNED_IN, _("signed-in people of the gmina")
    INSTITUTION = "institution", _("people of this institution only")


class NewsQuerySet(models.QuerySet["News"]):
    def published(self) -> NewsQuerySet:
        """Narrow to what is out and not withdrawn."""
        return self.filter(withdrawn_at=None, published_on__lte=timezone.localdate())

    def visible_to(self, user: User | AnonymousUser) -> NewsQuerySet:
        """Narrow to published news for this reader, and to what they may change."""
        tokens = audience_tokens(user)
        institutions = [
            int(token.removeprefix("inst:"))
            for token in tokens
            if token.startswith("inst:")
        ]
        readable = Q(audience__in=tokens & {PUBLIC, SIGNED_IN}) | Q(
            audience=NewsAudience.INSTITUTION, institution__in=institutions
        )
        out = Q(withdrawn_at=None, published_on__lte=timezone.localdate())
        return self.filter((out & readable) | writable_by(user))

    def for_listing(self) -> NewsQuerySet:
        """Load what `home/partials/news_card.html` reads."""
        return self.select_related("institution").defer("body")

    def for_detail(self) -> NewsQuerySet:
        """Load what `home/news_item.html` reads."""
        return self.select_related("institution", "author")


def writable_by(user: User | AnonymousUser) -> Q:
    """News that `user` may change: all of them, or those of the institution they head."""
    if not isinstance(user, User) or not user.is_active:
        return Q(pk__in=[])
    if user.has_role(*GMINA_AUTHORS):
        return Q(pk__isnull=False)
    return Q(institution__in=institutions_headed_by(user))


def may_write_news(user: User | AnonymousUser) -> bool:
    """Say whether `user` writes news of the gmina or of an institution."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.has_role(*GMINA_AUTHORS) or bool(institutions_headed_by(user))


def institutions_headed_by(user: User) -> list[int]:
    """Institutions `user` heads today."""
    # A role without a place holds where the person works.
    keys = [
        pk or user.institution_id for role, pk in user.held_roles if role == Role.HEAD
    ]
    return [pk for pk in keys if pk is not None]


class News(models.Model):
    """A piece of news of the whole gmina or of one institution (aktualność)."""

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("slug"), max_length=80, editable=False)
    lead = models.CharField(_("lead"), max_length=300)
    body = models.TextField(
        _("text"), blank=True, validators=[MaxLengthValidator(20_000)]
    )
    published_on = models.DateField(_("publication date"), default=timezone.localdate)
    audience = models.CharField(
        _("for whom"),
        max_length=16,
        choices=NewsAudience,
        default=NewsAudience.SIGNED_IN,
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="news",
    )
    author = models.ForeignKey(
        User,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="news",
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["-published_on", "-id"], name="news_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(audience="institution") | Q(institution__isnull=False),
                name="institution_news_has_institution",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news_item", args=[self.pk, self.slug])

    @property
    def html(self) -> str:
        """The text as safe HTML, headings from the third level on."""
        return render(self.body, {}).html

    @property
    def is_out(self) -> bool:
        return self.withdrawn_at is None and self.published_on <= timezone.localdate()
