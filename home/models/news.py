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
from bank.models import StoredFile
from home.models.picture import PictureUse
from home.models.prose import page_html

GMINA_AUTHORS = (Role.MODERATOR, Role.OFFICE)


class NewsAudience(models.TextChoices):
    PUBLIC = PUBLIC, _("everybody, also without signing in")
    SIGNED_IN = SIGNED_IN, _("signed-in people of the gmina")
    INSTITUTION = "institution", _("people of this institution only")


class NewsQuerySet(models.QuerySet["News"]):
    def published(self) -> NewsQuerySet:
        """Narrow to what is out and not withdrawn."""
        return self.filter(withdrawn_at=None, published_on__lte=timezone.localdate())

    def current(self) -> NewsQuerySet:
        """Narrow to what is out and still matters today."""
        return self.published().not_past()

    def not_past(self) -> NewsQuerySet:
        """Narrow to what matters today or will; drafts of the future are there, too."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=timezone.localdate())
        )

    def past(self) -> NewsQuerySet:
        """Narrow to what was out and no longer matters."""
        return self.published().filter(valid_until__lt=timezone.localdate())

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
        return self.select_related("institution", "picture__small").defer("body")

    def for_detail(self) -> NewsQuerySet:
        """Load what `home/news_item.html` reads."""
        return self.select_related(
            "institution",
            "author",
            "picture__small",
            "picture__medium",
            "picture__large",
            "picture_license",
        ).prefetch_related("attachments")


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


class News(PictureUse):
    """A piece of news of the whole gmina or of one institution (aktualność)."""

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("slug"), max_length=80, editable=False)
    lead = models.CharField(_("lead"), max_length=300)
    body = models.TextField(
        _("text"), blank=True, validators=[MaxLengthValidator(20_000)]
    )
    published_on = models.DateField(_("publication date"), default=timezone.localdate)
    valid_until = models.DateField(_("matters until"), null=True, blank=True)
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

    class Meta(PictureUse.Meta):
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["-published_on", "-id"], name="news_by_date")]
        constraints = [
            *PictureUse.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(audience="institution") | Q(institution__isnull=False),
                name="institution_news_has_institution",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news_item", args=[self.pk, self.slug])

    @property
    def html(self) -> str:
        """The text as safe HTML, headings from the second level on."""
        return page_html(self.body)

    @property
    def is_out(self) -> bool:
        return self.withdrawn_at is None and self.published_on <= timezone.localdate()

    @property
    def is_past(self) -> bool:
        """Whether it was out and no longer matters; its address still opens."""
        return (
            self.is_out
            and self.valid_until is not None
            and self.valid_until < timezone.localdate()
        )


class NewsAttachmentManager(models.Manager["NewsAttachment"]):
    """Whoever asks for an attachment wants its file: never a query for each."""

    def get_queryset(self) -> models.QuerySet[NewsAttachment]:
        return super().get_queryset().select_related("file")


class NewsAttachment(models.Model):
    """A document that comes with a piece of news."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(
        StoredFile,
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        related_name="news_attachments",
    )
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = NewsAttachmentManager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment of news")
        verbose_name_plural = _("attachments of news")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint("news", "file", name="once_in_a_piece_of_news")
        ]

    def __str__(self) -> str:
        return self.file.name
