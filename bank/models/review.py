"""Review: our task in Wagtail's workflow, and what belongs to one review."""

from __future__ import annotations

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, Task, WorkflowState

from accounts.models import User
from accounts.roles import Role
from bank.models.material import Material


class ModeratorReview(Task):
    """The step in which a moderator who did not write the material decides."""

    class Meta:
        verbose_name = _("review by a moderator")
        verbose_name_plural = _("reviews by a moderator")

    def locked_for_user(self, obj: Material, user: User) -> bool:  # noqa: ARG002
        """Freeze the text for everyone: what is reviewed is what is published."""
        return True

    def get_actions(self, obj: Material, user: User) -> list[tuple[str, str, bool]]:
        if user.has_role(Role.MODERATOR) and not obj.names_as_author(user):
            return [
                ("reject", str(_("Send back")), True),
                ("approve", str(_("Publish")), False),
            ]
        return []

    @classmethod
    def get_description(cls) -> str:
        return str(_("A moderator who is not an author publishes or sends back."))


class ReviewQuerySet(models.QuerySet["ReviewAssignment"]):
    def open(self) -> ReviewQuerySet:
        """Narrow to reviews waiting for a decision."""
        return self.filter(decided_at__isnull=True)

    def visible_to(self, user: User) -> ReviewQuerySet:
        """Narrow to reviews of materials that `user`, a moderator, did not write."""
        if not user.has_role(Role.MODERATOR):
            return self.none()
        return self.exclude(material__in=Material.objects.written_by(user))

    def for_desk(self) -> ReviewQuerySet:
        """Load the review desk's queue, the longest waiting first."""
        return (
            self.open()
            .select_related("reviewer", "material__owner", "material__institution")
            .prefetch_related("material__subjects", "material__class_years")
            .order_by("submitted_at", "pk")
        )


class ReviewAssignment(models.Model):
    """One review of one submission: who took it, by when, and what they note.

    It hangs on the workflow state, because Wagtail makes a new task state whenever
    a review is resumed.
    """

    workflow_state = models.OneToOneField(
        WorkflowState, on_delete=models.CASCADE, related_name="review_assignment"
    )
    material = models.ForeignKey(
        Material,
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="reviews",
    )
    reviewer = models.ForeignKey(
        User,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now)
    due_on = models.DateField(_("due on"))
    private_notes = models.TextField(
        _("notes for moderators"),
        max_length=4000,
        blank=True,
        validators=[MaxLengthValidator(4000)],
    )
    scores = models.JSONField(_("scores by criterion"), default=dict, blank=True)
    public_reason = models.TextField(
        _("reason for the author"),
        max_length=4000,
        blank=True,
        validators=[MaxLengthValidator(4000)],
    )
    decided_by = models.ForeignKey(
        User,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=["decided_at", "submitted_at"])]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.reviewer_id or '-'}"

    @property
    def is_overdue(self) -> bool:
        return self.decided_at is None and self.due_on < timezone.localdate()


class EventKind(models.TextChoices):
    CREATED = "created", _("draft begun")
    SUBMITTED = "submitted", _("submitted for review")
    CANCELLED = "cancelled", _("taken back by the author")
    CLAIMED = "claimed", _("taken for review")
    RELEASED = "released", _("given back to the queue")
    RETURNED = "returned", _("sent back")
    PUBLISHED = "published", _("published")
    CORRECTED = "corrected", _("corrected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    RESTORED = "restored", _("restored")
    FEATURED = "featured", _("featured")
    UNFEATURED = "unfeatured", _("no longer featured")


class MaterialEventQuerySet(models.QuerySet["MaterialEvent"]):
    def for_history(self) -> MaterialEventQuerySet:
        """Load the history of a material, the newest first."""
        return self.select_related("actor").order_by("-at", "-pk")

    def public(self) -> MaterialEventQuerySet:
        """Narrow to what every reader of the material may know."""
        return self.filter(
            kind__in=[
                EventKind.PUBLISHED,
                EventKind.CORRECTED,
                EventKind.WITHDRAWN,
                EventKind.RESTORED,
            ]
        )


class MaterialEvent(models.Model):
    """What happened to a material: who, when and why. Never changed."""

    material = models.ForeignKey(
        Material,
        verbose_name=_("material"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    kind = models.CharField(_("what happened"), max_length=16, choices=EventKind)
    actor = models.ForeignKey(
        User,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="material_events",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    reason = models.TextField(_("why"), max_length=4000, blank=True)
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(_("version"), null=True, blank=True)

    objects = MaterialEventQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("event of a material")
        verbose_name_plural = _("events of materials")
        indexes = [models.Index(fields=["material", "-at"])]

    def __str__(self) -> str:
        return f"{self.material_id}: {self.kind}"
