"""Joining by the printed sheet: somebody asks, proves the address, is let in."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.invitations import invite_people, known_addresses
from accounts.actions.staff_mail import write_to
from accounts.exceptions import RequestGone
from accounts.importing.people import Row
from accounts.models import (
    AuditVerb,
    Institution,
    Invitation,
    JoinCode,
    JoinRequest,
    JoinState,
    RoleAssignment,
    User,
)
from accounts.models.invitation import digest, new_token
from accounts.models.joining import CODE_LIFETIME, new_code
from accounts.roles import Role

# To one address, so that a sheet on a wall is no way to plague anybody.
MOST_LETTERS = 3
LETTERS_WITHIN = timedelta(days=1)
MOST_OPEN = 200


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks to be let in, in their own words."""

    email: str
    first_name: str
    last_name: str
    role: Role = Role.TEACHER


@transaction.atomic
def renew_code(institution: Institution, *, actor: User) -> JoinCode:
    """Make a new code for a sheet; the old one stops working at once."""
    now = timezone.now()
    code, _created = JoinCode.objects.update_or_create(
        institution=institution,
        defaults={
            "code": new_code(),
            "made_by": actor,
            "made_at": now,
            "expires_at": now + CODE_LIFETIME,
        },
    )
    record(AuditVerb.JOIN_CODE_MADE, actor=actor, institution=institution)
    return code


@transaction.atomic
def switch_off_code(institution: Institution, *, actor: User) -> None:
    """Let nobody ask by a sheet any more; who asked already is not touched."""
    deleted, _per_model = JoinCode.objects.filter(institution=institution).delete()
    if deleted:
        record(AuditVerb.JOIN_CODE_ENDED, actor=actor, institution=institution)


@transaction.atomic
def ask_to_join(code: JoinCode, *, applicant: Applicant) -> None:
    """Write to the address: a link that proves it, or what else its owner should know.

    Whatever is known of the address, the caller learns nothing and the work is the
    same; only who reads its mail is told.
    """
    token = new_token()
    place = code.institution
    if known_addresses([applicant.email]):
        write_to(applicant.email, "join_known", institution=place)
    elif (
        Invitation.objects.open()
        .filter(institution=place, email=applicant.email)
        .exists()
    ):
        write_to(applicant.email, "join_invited", institution=place)
    else:
        may_write = note_request(place, applicant, token)
        link = settings.SITE_ORIGIN + reverse("joining:confirm", args=[token])
        write_to(
            applicant.email,
            "join_confirm",
            mailed_to=None if may_write else "",
            institution=place,
            applicant=applicant,
            link=link,
        )


@transaction.atomic
def note_request(place: Institution, applicant: Applicant, token: str) -> bool:
    """Keep the request with its new secret; False when no letter may be sent.

    Asking again while the head already knows changes nothing of what they see.
    """
    now = timezone.now()
    open_here = JoinRequest.objects.open().filter(institution=place)
    held = open_here.select_for_update().filter(email=applicant.email).first()
    if held is None:
        if open_here.count() >= MOST_OPEN:
            return False
        return _begin(place, applicant, token)
    is_new_day = now - held.asked_at > LETTERS_WITHIN
    if held.state == JoinState.WAITING or not (is_new_day or held.sends < MOST_LETTERS):
        return False
    held.first_name, held.last_name = applicant.first_name, applicant.last_name
    held.role, held.token_digest, held.asked_at = applicant.role, digest(token), now
    held.sends = 1 if is_new_day else held.sends + 1
    held.save(
        update_fields=[
            *("first_name", "last_name", "role"),
            *("token_digest", "asked_at", "sends"),
        ]
    )
    return True


def _begin(place: Institution, applicant: Applicant, token: str) -> bool:
    """Keep a first request; False when the same form arrived twice at once."""
    try:
        with transaction.atomic():
            JoinRequest.objects.create(
                institution=place,
                email=applicant.email,
                first_name=applicant.first_name,
                last_name=applicant.last_name,
                role=applicant.role,
                token_digest=digest(token),
            )
    except IntegrityError:
        return False
    return True


@transaction.atomic
def confirm_request(token: str) -> JoinRequest:
    """Take the address as true and let those who decide know. Raises `RequestGone`."""
    now = timezone.now()
    found = JoinRequest.objects.confirmable(token, now)
    request = (
        found.select_for_update(of=("self",)).select_related("institution").first()
    )
    if request is None:
        raise RequestGone
    request.state, request.confirmed_at = JoinState.WAITING, now
    request.save(update_fields=["state", "confirmed_at"])
    waiting = JoinRequest.objects.waiting().filter(institution=request.institution)
    # One letter until they are through with those who wait, and not one for each.
    if waiting.count() == 1:
        for head in _deciding(request.institution):
            write_to(
                head.email,
                "join_waiting",
                request=request,
                institution=request.institution,
            )
    return request


def _deciding(institution: Institution) -> list[User]:
    """Heads of the institution and whom they asked to look after accounts."""
    held = RoleAssignment.objects.current().filter(
        institution=institution, role__in=[Role.HEAD, Role.SCHOOL_IT]
    )
    return list(User.objects.active().filter(pk__in=held.values("user_id")))


@transaction.atomic
def approve_request(request: JoinRequest, *, actor: User) -> Invitation | None:
    """Let the person in: they get an invitation, as if they had been asked first.

    Nothing when they have an account or an invitation by now; the request is then
    forgotten. Raises `RequestGone`.
    """
    locked = _decide(request, JoinState.APPROVED, actor)
    person = Row(0, locked.email, locked.first_name, locked.last_name, locked.role)
    made = invite_people(locked.institution, people=[person], actor=actor)
    if not made:
        locked.delete()
        return None
    record(
        AuditVerb.JOIN_APPROVED,
        actor=actor,
        institution=locked.institution,
        detail=locked.email,
    )
    return made[0]


@transaction.atomic
def refuse_request(request: JoinRequest, *, actor: User) -> None:
    """Refuse, and say so to the person. Raises `RequestGone`."""
    locked = _decide(request, JoinState.REFUSED, actor)
    write_to(locked.email, "join_refused", institution=locked.institution)
    record(
        AuditVerb.JOIN_REFUSED,
        actor=actor,
        institution=locked.institution,
        detail=locked.email,
    )


def _decide(request: JoinRequest, state: JoinState, actor: User) -> JoinRequest:
    """Move a waiting request on, once; a second click finds it gone."""
    waiting = JoinRequest.objects.waiting().select_for_update(of=("self",))
    locked = waiting.select_related("institution").filter(pk=request.pk).first()
    if locked is None:
        raise RequestGone(request.pk)
    locked.state, locked.decided_at, locked.decided_by = state, timezone.now(), actor
    locked.save(update_fields=["state", "decided_at", "decided_by"])
    return locked
