"""What every material has, whatever its kind."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from accounts.models import Institution, User
from bank.models.audience import material_tokens
from bank.models.curriculum import CurriculumNode
from bank.models.list_indexes import LIST_INDEXES
from bank.models.material_query import MaterialQuerySet
from bank.models.restored import Restored
from bank.models.shown import Shown
from bank.models.states import AuthorState, Kind, ReviewState
from bank.models.visibility import RightsBasis, Visibility
from bank.models.vocabulary import (
    ClassYear,
    KeyCompetence,
    Subject,
    TeachingMethod,
    WorkForm,
)

SLUG_OF_THE_UNTITLED = "bez-tytulu"
LONGEST_TEXT = 20_000
LONGEST_MINUTES = 6000


class Material(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    Shown,
    Restored,
):
    """What every material has, whatever its kind; published once vetted.

    The text lives in the row as last published (or, before the first publication,
    as last saved), and newer text in the latest revision. Work with the concrete
    kind (`specific`) when writing.
    """

    KIND: ClassVar[Kind]
    # Facts about the material as a whole: no revision may bring back old ones.
    NOT_OF_A_REVISION: ClassVar[tuple[str, ...]] = (
        "kind",
        "owner_id",
        "live_revision_id",
        "review_state",
        "edit_version",
        "published_version",
        "is_featured",
        "is_starter",
        "withdrawn_at",
        "withdrawal_reason",
        "rights_confirmed_at",
        "rights_confirmed_by_id",
        "created_at",
        "changed_at",
    )

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, editable=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    slug = models.SlugField(_("slug"), max_length=80, default=SLUG_OF_THE_UNTITLED)
    summary = models.TextField(
        _("summary"), max_length=400, blank=True, validators=[MaxLengthValidator(400)]
    )
    owner = models.ForeignKey(
        User,
        verbose_name=_("owner"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="materials",
        editable=False,
    )
    institution = models.ForeignKey(
        Institution,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="materials",
    )
    subjects = ParentalManyToManyField(
        Subject, verbose_name=_("subjects"), blank=True, related_name="materials"
    )
    class_years = ParentalManyToManyField(
        ClassYear, verbose_name=_("classes"), blank=True, related_name="materials"
    )
    key_competences = ParentalManyToManyField(
        KeyCompetence,
        verbose_name=_("key competences"),
        blank=True,
        related_name="materials",
    )
    curriculum_nodes = ParentalManyToManyField(
        CurriculumNode,
        verbose_name=_("core curriculum"),
        blank=True,
        related_name="materials",
    )
    methods = ParentalManyToManyField(
        TeachingMethod, verbose_name=_("methods"), blank=True, related_name="materials"
    )
    forms = ParentalManyToManyField(
        WorkForm, verbose_name=_("forms of work"), blank=True, related_name="materials"
    )
    duration_minutes = models.PositiveSmallIntegerField(
        _("time in minutes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_MINUTES)],
    )
    # Wagtail would begin live; ours begins as a draft.
    live = models.BooleanField(_("published"), default=False, editable=False)
    review_state = models.CharField(
        _("review"),
        max_length=16,
        choices=ReviewState,
        default=ReviewState.NONE,
        editable=False,
        db_index=True,
    )
    edit_version = models.PositiveIntegerField(
        _("edit number"), default=1, editable=False
    )
    published_version = models.PositiveIntegerField(
        _("published version"), default=0, editable=False
    )
    is_featured = models.BooleanField(_("featured"), default=False, editable=False)
    is_starter = models.BooleanField(
        _("starter material"), default=False, editable=False
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn at"), null=True, blank=True, editable=False
    )
    withdrawal_reason = models.TextField(
        _("reason of the withdrawal"), max_length=1000, blank=True, editable=False
    )
    rights_confirmed_at = models.DateTimeField(
        _("rights confirmed at"), null=True, blank=True, editable=False
    )
    rights_confirmed_by = models.ForeignKey(
        User,
        verbose_name=_("rights confirmed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(
        _("created at"), default=timezone.now, editable=False
    )
    changed_at = models.DateTimeField(
        _("changed at"), default=timezone.now, editable=False
    )

    objects = MaterialQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = pgettext_lazy("a thing to teach with", "material")
        verbose_name_plural = pgettext_lazy("things to teach with", "materials")
        indexes = LIST_INDEXES
        constraints = [
            # The law, not taste: others' work may be used in teaching, not broadcast.
            models.CheckConstraint(
                condition=~Q(
                    live=True,
                    visibility=Visibility.PUBLIC,
                    rights_basis=RightsBasis.QUOTED,
                ),
                name="quoted_work_is_never_public",
            ),
            models.CheckConstraint(
                condition=Q(live=False) | Q(withdrawn_at__isnull=True),
                name="withdrawn_is_not_live",
            ),
        ]

    def __str__(self) -> str:
        return self.title or gettext("untitled")

    def get_absolute_url(self) -> str:
        return reverse("bank:material", kwargs={"pk": self.pk, "slug": self.slug})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Name the kind in the row, so that the base knows its child."""
        if type(self) is not Material:
            self.kind = self.KIND
        super().save(*args, **kwargs)

    @property
    def specific(self) -> Material:
        """This material as its kind; a query unless `for_detail` loaded it."""
        if type(self) is not Material:
            return self
        kind: Material = getattr(self, Kind(self.kind).model_name)
        # What was loaded for the base is the kind's, too.
        known = kind.__dict__.setdefault("_prefetched_objects_cache", {})
        for name, rows in getattr(self, "_prefetched_objects_cache", {}).items():
            known.setdefault(name, rows)
        for name, row in self._state.fields_cache.items():
            kind._state.fields_cache.setdefault(name, row)
        return kind

    @property
    def author_state(self) -> AuthorState:
        """What the author is told: one of five words."""
        return AuthorState.of(self)

    @property
    def has_newer_version(self) -> bool:
        """Whether a version newer than the published one is being written."""
        return self.live and self.has_unpublished_changes

    @property
    def was_never_submitted(self) -> bool:
        """Whether only its authors ever saw it; reads `reviews`."""
        return self.first_published_at is None and not self.reviews.all()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def audience_tokens(self) -> frozenset[str]:
        """Whom `visible_to` lets in; reads `authors`, so prefetch them."""
        return material_tokens(self)

    @property
    def author_names(self) -> list[str]:
        """Who is named as the author, in order; reads `authors`."""
        return [str(author) for author in self.authors.all()]

    def is_written_by(self, user: User) -> bool:
        """Whether `user` owns or co-authors this; reads `authors`."""
        return self.owner_id == user.pk or any(
            author.user_id == user.pk for author in self.authors.all()
        )

    def names_as_author(self, user: User) -> bool:
        """Whether the row or the newest text names `user`; loads that text."""
        return self.is_written_by(user) or self.newest_text.is_written_by(user)

    @property
    def newest_text(self) -> Material:
        """The text last saved: the row's, or, of a published material, a revision's."""
        kind = self.specific
        if not kind.has_unpublished_changes or not kind.latest_revision:
            return kind
        return kind.with_content_json(kind.latest_revision.content)

    def get_workflow(self) -> Workflow:
        """Every kind passes the same review, which a migration made; one query."""
        return Workflow.objects.filter(
            active=True, workflow_tasks__task__content_type__model="moderatorreview"
        ).earliest("pk")

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Give the text of a revision, keeping what is true of the whole."""
        restored: Self = super().with_content_json(content)
        for name in self.NOT_OF_A_REVISION:
            setattr(restored, name, getattr(self, name))
        return restored

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a revision of the kind; a base row would lose the kind's own text."""
        if type(self) is Material:
            raise TypeError("Save a revision of `material.specific`, not of the base.")
        return super().save_revision(*args, **kwargs)

    def get_preview_template(self, *_asked: object) -> str:
        return "bank/material.html"
