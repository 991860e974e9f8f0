"""The end of somebody's employment: the day, and who takes over what they held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.user import User

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class DepartureState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("departure", "being prepared")
    PLANNED = "planned", pgettext_lazy("departure", "planned")
    # The account is closed; what was held is being handed over.
    HANDING_OVER = "handing_over", pgettext_lazy("departure", "being handed over")
    DONE = "done", pgettext_lazy("departure", "done")
    CANCELLED = "cancelled", pgettext_lazy("departure", "called off")


OPEN_STATES = (DepartureState.DRAFT, DepartureState.PLANNED)


class DepartureQuerySet(models.QuerySet["Departure"]):
    def open(self) -> DepartureQuerySet:
        """Narrow to those that can still be changed or called off."""
        return self.filter(state__in=OPEN_STATES)

    def told(self) -> DepartureQuerySet:
        """Narrow to those with a protocol: confirmed, and not called off."""
        return self.exclude(state__in=[DepartureState.DRAFT, DepartureState.CANCELLED])

    def for_protocol(self) -> DepartureQuerySet:
        """Load what the summary and the protocol read."""
        return self.select_related(
            "person__institution", "planned_by"
        ).prefetch_related(
            models.Prefetch("handovers", Handover.objects.select_related("successor"))
        )


class Departure(models.Model):
    """One person's leaving, from the first step of the wizard to its protocol."""

    person = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="departures",
    )
    planned_by = models.ForeignKey(
        User,
        verbose_name=_("prepared by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    last_day = models.DateField(_("last day of work"))
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=DepartureState,
        default=DepartureState.DRAFT,
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    closed_at = models.DateTimeField(_("account closed"), null=True)
    finished_at = models.DateTimeField(_("handed over"), null=True)
    # What ended with the account, in words, as it was that day.
    ended = models.JSONField(_("what ended"), default=list)

    objects = DepartureQuerySet.as_manager()

    if TYPE_CHECKING:
        handovers: RelatedManager[Handover]

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        constraints = [
            models.UniqueConstraint(
                "person",
                condition=models.Q(state__in=["draft", "planned"]),
                name="one_open_departure_per_person",
            )
        ]
        indexes = [models.Index(fields=["state", "last_day"])]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.last_day}"

    @property
    def is_planned(self) -> bool:
        return self.state == DepartureState.PLANNED

    @property
    def is_done(self) -> bool:
        return self.state == DepartureState.DONE


class HandoverState(models.TextChoices):
    CHOSEN = "chosen", _("waits for the last day")
    DONE = "done", _("handed over")
    LEFT = "left", _("left without a carer")
    GONE = "gone", _("was not there any more")


class Handover(models.Model):
    """One thing a leaving person held, and who takes it over; nobody is an answer."""

    departure = models.ForeignKey(
        Departure,
        verbose_name=_("departure"),
        on_delete=models.CASCADE,
        related_name="handovers",
    )
    duty = models.CharField(_("kind of duty"), max_length=40)
    key = models.CharField(_("which one"), max_length=80)
    label = models.CharField(_("what it is"), max_length=300)
    url = models.CharField(_("address"), max_length=300, blank=True)
    successor = models.ForeignKey(
        User,
        verbose_name=_("who takes it over"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="taken_over",
    )
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=HandoverState,
        default=HandoverState.CHOSEN,
    )
    done_at = models.DateTimeField(_("done"), null=True)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "departure", "duty", "key", name="one_handover_per_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.key}"
