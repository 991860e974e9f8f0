from django.db import transaction

from accounts.actions.audit import record
from accounts.models import AccessGroup, AccessGroupMember, AuditVerb, User


def create_access_group(*, name: str) -> AccessGroup:
    """Make an empty group; whoever owns it keeps its members in step."""
    return AccessGroup.objects.create(name=name)


@transaction.atomic
def add_to_group(
    group: AccessGroup, user: User, *, actor: User | None = None
) -> AccessGroupMember:
    """Let `user` see what `group` sees, from now and with no end."""
    member, _created = AccessGroupMember.objects.update_or_create(
        group=group, user=user, defaults={"starts_on": None, "ends_on": None}
    )
    user.forget_rights()
    record(AuditVerb.GROUP_JOINED, actor=actor, subject=user, detail=group.name)
    return member


@transaction.atomic
def remove_from_group(
    group: AccessGroup, user: User, *, actor: User | None = None
) -> None:
    """Take the right away at once; who was a member when is the owner's to remember."""
    gone, _per_model = AccessGroupMember.objects.filter(group=group, user=user).delete()
    user.forget_rights()
    if gone:
        record(AuditVerb.GROUP_LEFT, actor=actor, subject=user, detail=group.name)
