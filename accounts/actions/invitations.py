"""Inviting people to an institution, and letting them in."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.invitation_mail import queue_invitation_mails
from accounts.actions.people import create_person
from accounts.actions.roles import grant_role
from accounts.exceptions import InvitationGone, SentTooOften
from accounts.importing.people import Row
from accounts.models import (
    AuditVerb,
    Institution,
    Invitation,
    InvitationState,
    JoinRequest,
    MailState,
    User,
)
from accounts.models.invitation import LIFETIME, digest, new_token
from accounts.roles import GMINA_ROLES, Role

RESEND_AFTER = timedelta(minutes=10)
MOST_SENDS = 6


def known_addresses(emails: Iterable[str]) -> set[str]:
    """Say which of the addresses already belong to an account."""
    wanted = list(emails)
    return {
        *User.objects.filter(email__in=wanted).values_list("email", flat=True),
        *EmailAddress.objects.filter(email__in=wanted).values_list("email", flat=True),
    }


@transaction.atomic
def invite_people(
    institution: Institution, *, people: Sequence[Row], actor: User
) -> list[Invitation]:
    """Invite whoever has no account and no open invitation to here; returns those.

    Safe to run twice and at once: the database holds one open invitation per
    address, and only what this call inserted is mailed.
    """
    known = known_addresses(row.email for row in people)
    tokens: dict[str, str] = {}
    invitations = []
    for row in people:
        if row.email not in known:
            token = new_token()
            tokens[digest(token)] = token
            invitations.append(_invitation(institution, row, token, actor))
    Invitation.objects.bulk_create(invitations, ignore_conflicts=True)
    mine = Invitation.objects.filter(token_digest__in=tokens)
    made = list(mine.select_related("institution", "invited_by"))
    queue_invitation_mails((each, tokens[each.token_digest]) for each in made)
    if made:
        told = ", ".join(each.email for each in made)
        record(
            AuditVerb.INVITED,
            actor=actor,
            institution=institution,
            detail=f"{len(made)}: {told}",
        )
    return made


def _invitation(
    institution: Institution, row: Row, token: str, actor: User
) -> Invitation:
    return Invitation(
        institution=institution,
        email=row.email,
        first_name=row.first_name,
        last_name=row.last_name,
        role=row.role,
        token_digest=digest(token),
        invited_by=actor,
        expires_at=timezone.now() + LIFETIME,
    )


@transaction.atomic
def resend_invitation(invitation: Invitation, *, actor: User) -> Invitation:
    """Send a new secret; the old one opens nothing from now on.

    Raises `InvitationGone`, or `SentTooOften`, which also stops a double click.
    """
    locked = _lock_open(invitation)
    now = timezone.now()
    if locked.sends >= MOST_SENDS or now - locked.mailed_at < RESEND_AFTER:
        raise SentTooOften(locked.email)
    token = new_token()
    locked.token_digest = digest(token)
    locked.state, locked.mail_state = InvitationState.WAITING, MailState.QUEUED
    locked.bounce_reason = ""
    locked.mailed_at, locked.expires_at = now, now + LIFETIME
    locked.sends += 1
    locked.save(
        update_fields=[
            *("token_digest", "state", "mail_state", "bounce_reason"),
            *("mailed_at", "expires_at", "sends"),
        ]
    )
    queue_invitation_mails([(locked, token)])
    _record(AuditVerb.INVITED_AGAIN, locked, actor)
    return locked


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, actor: User) -> Invitation:
    """Take an invitation back: its secret opens nothing. Raises `InvitationGone`."""
    locked = _lock_open(invitation)
    locked.state = InvitationState.WITHDRAWN
    locked.save(update_fields=["state"])
    _record(AuditVerb.INVITATION_WITHDRAWN, locked, actor)
    return locked


@transaction.atomic
def accept_invitation(
    token: str, *, first_name: str, last_name: str, password: str
) -> User:
    """Begin the account of the invited person, with the role they were asked for.

    Of two who race with one secret, the second finds it used. Raises
    `InvitationGone`, or `EmailTaken` when the address has an account already.
    """
    now = timezone.now()
    held = Invitation.objects.acceptable(token, now).select_for_update(of=("self",))
    invitation = held.select_related("institution", "invited_by").first()
    if invitation is None:
        raise InvitationGone
    user = create_person(
        email=invitation.email,
        first_name=first_name,
        last_name=last_name,
        institution=invitation.institution,
        password=password,
        actor=invitation.invited_by,
    )
    invitation.state = InvitationState.ACCEPTED
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["state", "accepted_at", "accepted_by"])
    _close_other_doors(invitation)
    role = Role(invitation.role)
    place = None if role in GMINA_ROLES else invitation.institution
    grant_role(user, role=role, institution=place, actor=invitation.invited_by)
    _record(AuditVerb.INVITATION_ACCEPTED, invitation, user, subject=user)
    return user


def _close_other_doors(invitation: Invitation) -> None:
    """Nobody need wait for whoever has an account."""
    others = Invitation.objects.open().filter(email=invitation.email)
    others.update(state=InvitationState.WITHDRAWN)
    JoinRequest.objects.open().filter(email=invitation.email).delete()


def _lock_open(invitation: Invitation) -> Invitation:
    """Lock the row, so that accepting, withdrawing and resending take turns."""
    locked = Invitation.objects.open().select_for_update(of=("self",))
    found = locked.filter(pk=invitation.pk)
    held = found.select_related("institution", "invited_by").first()
    if held is None:
        raise InvitationGone(invitation.pk)
    return held


def _record(
    verb: AuditVerb,
    invitation: Invitation,
    actor: User,
    *,
    subject: User | None = None,
) -> None:
    record(
        verb,
        actor=actor,
        subject=subject,
        institution=invitation.institution,
        detail=invitation.email,
    )
