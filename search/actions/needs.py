from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from search import analysis
from search.exceptions import TooManyNeeds
from search.function_words import is_function_word
from search.models import NEED_LENGTH, Need, NeedVoice

MOST_NEEDS_A_DAY = 20
VOICES_KEPT = timedelta(days=365)


@transaction.atomic
def report_need(text: str, *, by: User) -> Need:
    """Count that `by` looked for this in vain; who it was is not kept.

    The mark tells only that the same person asked already. Raises `TooManyNeeds`.
    """
    mark = salted_hmac("search.need", str(by.pk), algorithm="sha256").hexdigest()
    today = NeedVoice.objects.filter(mark=mark, asked_on=timezone.localdate())
    if today.count() >= MOST_NEEDS_A_DAY:
        raise TooManyNeeds
    need, _made = Need.objects.get_or_create(
        key=need_key(text), defaults={"text": text, "last_asked_at": timezone.now()}
    )
    _voice, is_new = NeedVoice.objects.get_or_create(need=need, mark=mark)
    if is_new:
        # Asked again after it was answered: then the answer was not found.
        Need.objects.filter(pk=need.pk).update(
            voices=F("voices") + 1, last_asked_at=timezone.now(), answered_at=None
        )
        need.refresh_from_db()
    return need


def need_key(text: str) -> str:
    """Write a need so that other forms and another order of its words are the same."""
    words = analysis.words(analysis.clean(text).lower())
    telling = [word for word in words if not is_function_word(word.form)] or words
    return " ".join(sorted({min(word.terms) for word in telling}))[:NEED_LENGTH]


def answer_need(need: Need, *, by: User) -> None:
    """Take a need off the list; twice keeps the first."""
    Need.objects.filter(pk=need.pk, answered_at=None).update(
        answered_at=timezone.now(), answered_by=by
    )


def forget_old_voices() -> int:
    """Delete marks too old to matter; the counts stay. Return how many."""
    before = timezone.localdate() - VOICES_KEPT
    return NeedVoice.objects.filter(asked_on__lt=before).delete()[0]
