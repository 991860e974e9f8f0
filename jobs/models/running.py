from django.db import models
from django.utils.translation import gettext_lazy as _


class Schedule(models.Model):
    """When a recurring task was last put into the queue."""

    task = models.CharField(_("task"), max_length=100, unique=True)
    last_run_at = models.DateTimeField(_("last run"), null=True)

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def __str__(self) -> str:
        return self.task


class ServiceLease(models.Model):
    """Which worker runs a service, and until when it may believe so."""

    service = models.CharField(_("service"), max_length=100, unique=True)
    lease = models.UUIDField(_("lease"), null=True, editable=False)
    leased_until = models.DateTimeField(_("leased until"), null=True)

    class Meta:
        verbose_name = _("service lease")
        verbose_name_plural = _("service leases")

    def __str__(self) -> str:
        return self.service


class Heartbeat(models.Model):
    """A worker process that says it is alive."""

    worker = models.CharField(_("worker"), max_length=120, unique=True)
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        verbose_name = _("worker heartbeat")
        verbose_name_plural = _("worker heartbeats")

    def __str__(self) -> str:
        return self.worker
