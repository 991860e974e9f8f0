from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from network.exceptions import DraftConflict
from network.models import Network, PostDraft, Topic, TopicKind


@transaction.atomic
def save_draft(
    place: Network | Topic,
    *,
    user: User,
    body: str,
    base_version: int,
    title: str = "",
    kind: TopicKind = TopicKind.QUESTION,
) -> PostDraft | None:
    """Keep what `user` has begun to write; nothing written, no draft.

    Raises `DraftConflict` when a newer draft was saved from elsewhere.
    """
    held = _drafts(user, place).select_for_update().first()
    if (held.version if held else 0) != base_version:
        same = held and (held.title, held.body) == (title, body)
        if same:
            return held
        raise _conflict(held)
    if not (title.strip() or body.strip()):
        if held:
            held.delete()
        return None
    draft = held or PostDraft(user=user, version=0, **_key(place))
    draft.title = title
    draft.kind = kind
    draft.body = body
    draft.version += 1
    draft.saved_at = timezone.now()
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError as race:
        # Two tabs saved their first draft at once; the other one was first.
        raise _conflict(_drafts(user, place).first()) from race
    return draft


def drop_used_draft(
    user: User,
    *,
    version: int,
    topic: Topic | None = None,
    network: Network | None = None,
) -> None:
    """Delete the draft that was posted; one saved later from another tab stays."""
    PostDraft.objects.filter(
        user=user, topic=topic, network=network, version__lte=version
    ).delete()


def _conflict(held: PostDraft | None) -> DraftConflict:
    if held is None:
        return DraftConflict(title="", body="", version=0)
    return DraftConflict(title=held.title, body=held.body, version=held.version)


def _drafts(user: User, place: Network | Topic) -> QuerySet[PostDraft]:
    return PostDraft.objects.filter(user=user, **_key(place))


def _key(place: Network | Topic) -> dict[str, Network | Topic]:
    return {"network" if isinstance(place, Network) else "topic": place}
