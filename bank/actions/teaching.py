"""Writing down what a person teaches."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from bank.models import ClassYear, Subject, TeachingProfile


@transaction.atomic
def choose_teaching(
    user: User, *, subjects: Iterable[Subject], class_years: Iterable[ClassYear]
) -> TeachingProfile:
    """Keep the subjects and classes that `user` says to teach; empty is fine."""
    profile, _created = TeachingProfile.objects.update_or_create(
        user=user, defaults={"changed_at": timezone.now()}
    )
    profile.subjects.set(subjects)
    profile.class_years.set(class_years)
    return profile
