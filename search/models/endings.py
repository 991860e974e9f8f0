"""How searches end: numbers, and words only when several people typed them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

LONGEST_UNMET = 200
# Words become readable once so many people typed them, on so many occasions.
ENOUGH = 3
# Hits further down than this are one place.
LAST_PLACE = 20


class Ending(models.TextChoices):
    NOTHING = "nothing", _("nothing found")
    LEFT = "left", _("nothing opened")
    OPENED = "opened", _("something opened")


class EndingDay(models.Model):
    """How many searches of a day ended so; `place` of the hit that was opened."""

    day = models.DateField(_("day"))
    ending = models.CharField(_("how it ended"), max_length=16, choices=Ending)
    place = models.PositiveSmallIntegerField(_("place among results"), default=0)
    number = models.PositiveIntegerField(_("how many"), default=0)

    class Meta:
        verbose_name = _("endings of searches on a day")
        verbose_name_plural = _("endings of searches by day")
        constraints = [
            models.UniqueConstraint(
                "day", "ending", "place", name="one_row_per_ending_of_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.ending} {self.place}"


class UnmetQuerySet(models.QuerySet["UnmetQuery"]):
    def readable(self) -> UnmetQuerySet:
        """Narrow to what so many typed that it tells of nobody."""
        return self.filter(people__gte=ENOUGH, occasions__gte=ENOUGH)

    def rare(self) -> UnmetQuerySet:
        """Narrow to the rest."""
        enough = models.Q(people__gte=ENOUGH, occasions__gte=ENOUGH)
        return self.exclude(enough)


class UnmetQuery(models.Model):
    """Words after which nothing was found, or nothing opened.

    Until enough people have typed them there is only their seal.
    """

    seal = models.CharField(max_length=64, unique=True, editable=False)
    text = models.CharField(
        _("what was looked for"), max_length=LONGEST_UNMET, blank=True
    )
    tab = models.CharField(_("where"), max_length=64, blank=True)
    people = models.PositiveIntegerField(_("people"), default=0)
    occasions = models.PositiveIntegerField(_("occasions"), default=0)
    first_on = models.DateField(_("first time"))
    last_on = models.DateField(_("last time"))

    objects = UnmetQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        indexes = [models.Index(fields=["last_on"], name="search_unmet_last")]

    def __str__(self) -> str:
        return self.text

    @property
    def only_word(self) -> str:
        """The text when it is one word, as a synonym needs it."""
        return "" if " " in self.text else self.text


class UnmetWeekQuerySet(models.QuerySet["UnmetWeek"]):
    def for_report(self) -> UnmetWeekQuerySet:
        """Give what may be read, the newest week first and in it the most frequent."""
        readable = UnmetQuery.objects.readable()
        return (
            self.filter(query__in=readable)
            .select_related("query")
            .order_by("-monday", -(F("nothing") + F("left")), "pk")
        )


class UnmetWeek(models.Model):
    """How often such a search ended so in a week; a person counts once a day."""

    query = models.ForeignKey(
        UnmetQuery, on_delete=models.CASCADE, related_name="weeks"
    )
    monday = models.DateField(_("week"))
    nothing = models.PositiveIntegerField(_("nothing found"), default=0)
    left = models.PositiveIntegerField(_("nothing opened"), default=0)

    objects = UnmetWeekQuerySet.as_manager()

    class Meta:
        verbose_name = _("week of a search without an answer")
        verbose_name_plural = _("weeks of searches without an answer")
        constraints = [
            models.UniqueConstraint("query", "monday", name="one_row_per_unmet_week")
        ]
        indexes = [models.Index(fields=["monday"], name="search_unmet_monday")]

    def __str__(self) -> str:
        return f"{self.query_id}, {self.monday:%Y-%m-%d}"

    @property
    def span(self) -> str:
        """Name its days: „16–22 listopada 2026”."""
        return week_span(self.monday)


def week_span(monday: date) -> str:
    """Name the days of a week, its month once when there is one."""
    sunday = monday + timedelta(days=6)
    last = date_format(sunday, "j E Y")
    if monday.month == sunday.month:
        return f"{monday.day}–{last}"
    return f"{date_format(monday, 'j E')} – {last}"


class UnmetMark(models.Model):
    """That somebody typed it already; a sealed mark, of these words only."""

    query = models.ForeignKey(
        UnmetQuery, on_delete=models.CASCADE, related_name="marks"
    )
    mark = models.CharField(max_length=64, editable=False)
    last_on = models.DateField(_("last time"))

    class Meta:
        verbose_name = _("voice for a search without an answer")
        verbose_name_plural = _("voices for searches without an answer")
        constraints = [
            models.UniqueConstraint("query", "mark", name="one_mark_per_unmet_query")
        ]
        indexes = [models.Index(fields=["last_on"], name="search_unmet_mark_last")]

    def __str__(self) -> str:
        return f"{self.query_id}"
