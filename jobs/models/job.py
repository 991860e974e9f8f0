from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class JobQuerySet(models.QuerySet["Job"]):
    def waiting(self) -> JobQuerySet:
        return self.filter(state=JobState.WAITING)

    def failed(self) -> JobQuerySet:
        return self.filter(state=JobState.FAILED)

    def in_trouble(self) -> JobQuerySet:
        """Narrow to what gave up, or failed and will be tried again."""
        retried = Q(state=JobState.WAITING, attempts__gt=0)
        return self.filter(Q(state=JobState.FAILED) | retried)

    def due(self, now: datetime) -> JobQuerySet:
        """Narrow to what may start now, or start again because its worker died."""
        return self.filter(
            Q(state=JobState.WAITING, run_at__lte=now)
            | Q(state=JobState.RUNNING, leased_until__lt=now)
        )

    def held_by(self, job: Job) -> JobQuerySet:
        """Narrow to this run of `job`: nothing, once another worker has taken over."""
        return self.filter(pk=job.pk, state=JobState.RUNNING, lease=job.lease)


class Job(models.Model):
    """One call of a task, written in the transaction of its cause."""

    task = models.CharField(_("task"), max_length=100)
    args = models.JSONField(_("arguments"), default=list)
    key = models.CharField(_("key"), max_length=200, blank=True)
    lane = models.CharField(_("lane"), max_length=30)
    state = models.CharField(
        _("state"), max_length=10, choices=JobState, default=JobState.WAITING
    )
    run_at = models.DateTimeField(_("run at"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveIntegerField(_("attempts allowed"))
    lease = models.UUIDField(_("lease"), null=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True, editable=False)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        constraints = [
            # The very rule of a key: work that waits already need not wait twice.
            models.UniqueConstraint(
                "task",
                "key",
                condition=Q(state="waiting") & ~Q(key=""),
                name="one_waiting_job_per_key",
            )
        ]
        indexes = [
            models.Index(
                "lane",
                "run_at",
                condition=Q(state="waiting"),
                name="jobs_waiting",
            ),
            models.Index(
                "lane",
                "leased_until",
                condition=Q(state="running"),
                name="jobs_running",
            ),
            models.Index("state", "finished_at", name="jobs_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.task}"

    @property
    def has_failed(self) -> bool:
        """Whether nobody will try again by themselves."""
        return self.state == JobState.FAILED

    @property
    def is_spent(self) -> bool:
        return self.attempts >= self.max_attempts
