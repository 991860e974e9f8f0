"""Time as people say it: one unit, not two."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def how_long(moment: datetime | None) -> str:
    """Say how long ago, roughly: „3 dni”."""
    if moment is None:
        return ""
    if timezone.now() - moment < timedelta(minutes=1):
        return _("less than a minute")
    return timesince(moment, depth=1)


@register.filter
def ago(moment: datetime) -> str:
    return _("%(time)s ago") % {"time": how_long(moment)}
