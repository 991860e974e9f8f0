"""Who is invited to one school of the demonstration, who asks, and who has left."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from accounts.actions.invitation_mail import mark_bounced
from accounts.actions.invitations import invite_people
from accounts.actions.joining import (
    Applicant,
    confirm_request,
    note_request,
    renew_code,
)
from accounts.actions.people import create_person, deactivate_person
from accounts.actions.roles import end_role, grant_role
from accounts.actions.staff import delegate_care
from accounts.importing.people import Row
from accounts.models import Institution, Invitation, MailState, User
from accounts.models.invitation import new_token
from accounts.roles import Role
from home.demo.people import address
from home.demo.stage import Stage

SCHOOL, HEAD, HELPER = "sp2", "dyrektor", "kamil.leszczyna"
_REFUSED = "550 5.1.1 User unknown in local recipient table"


def plan_staff(stage: Stage) -> None:
    """Let the head invite, delegate and part with people, through the actions."""
    place, head = stage.institutions[SCHOOL], stage.people[HEAD]
    stage.plan(partial(_part_with, place, head), days=40)
    stage.plan(
        partial(_invite, place, head, _row("bogumila.sosnicka", "Bogumiła Sośnicka")),
        days=20,
    )
    helper = stage.people[HELPER]
    stage.plan(partial(_delegate, place, head, helper), days=12)
    fresh = [
        _row("jagoda.wrzosowska", "Jagoda Wrzosowska"),
        _row("szymon.cyranka", "Szymon Cyranka", Role.SPECIALIST),
        _row("iga.perkozz", "Iga Perkoz"),
    ]
    stage.plan(partial(_invite, place, head, *fresh), days=4)
    stage.plan(partial(_bounce, fresh[-1].email), days=3.9)
    stage.plan(partial(_ask, place, head), days=2)


def _row(key: str, name: str, role: Role = Role.TEACHER) -> Row:
    first, _space, last = name.partition(" ")
    return Row(0, address(key), first, last, role.value)


def _invite(place: Institution, head: User, *people: Row) -> None:
    made = invite_people(place, people=people, actor=head)
    # Nobody has these mailboxes: what a mail server would have done is told here.
    mails = Invitation.objects.filter(pk__in=[each.pk for each in made])
    mails.update(mail_state=MailState.SENT)


def _bounce(email: str) -> None:
    returned = Invitation.objects.get(email=email)
    mark_bounced(returned.pk, returned.sends, reason=_REFUSED)


def _delegate(place: Institution, head: User, helper: User) -> None:
    ends_on = timezone.localdate() + timedelta(days=120)
    delegate_care(helper, institution=place, ends_on=ends_on, actor=head)


def _ask(place: Institution, head: User) -> None:
    """Let somebody come by the printed sheet and prove the address."""
    renew_code(place, actor=head)
    token = new_token()
    note_request(
        place, Applicant(address("roman.kepinski"), "Roman", "Kępiński"), token
    )
    confirm_request(token)


def _part_with(place: Institution, head: User) -> None:
    left = create_person(
        email=address("wieslawa.brzeg"),
        first_name="Wiesława",
        last_name="Brzeg",
        institution=place,
        actor=head,
    )
    grant_role(left, role=Role.TEACHER, institution=place, actor=head)
    end_role(left, role=Role.TEACHER, institution=place, actor=head)
    deactivate_person(left, actor=head)
