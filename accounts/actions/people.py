from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.actions.audit import record
from accounts.changes import person_changed
from accounts.exceptions import EmailTaken
from accounts.models import AuditVerb, Institution, User


@transaction.atomic
def create_person(
    *,
    email: str,
    first_name: str,
    last_name: str,
    institution: Institution | None = None,
    password: str | None = None,
    actor: User | None = None,
) -> User:
    """Make an account whose address is known to be true, hence already confirmed.

    Without a password the person sets one by the reset link. Raises `EmailTaken`.
    """
    address = email.strip().lower()
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                address,
                password,
                first_name=first_name,
                last_name=last_name,
                institution=institution,
            )
            EmailAddress.objects.create(
                user=user, email=address, verified=True, primary=True
            )
    except IntegrityError as error:
        raise EmailTaken(address) from error
    person_changed(user.pk)
    record(AuditVerb.PERSON_CREATED, actor=actor, subject=user, institution=institution)
    return user


@transaction.atomic
def rename_person(user: User, *, first_name: str, last_name: str) -> User:
    """Change the name others see."""
    user.first_name = first_name
    user.last_name = last_name
    user.save(update_fields=["first_name", "last_name"])
    person_changed(user.pk, renamed=True)
    return user


@transaction.atomic
def choose_theme(user: User, *, theme: str) -> User:
    """Keep the person's choice of light or dark for every device."""
    user.theme = theme
    user.save(update_fields=["theme"])
    return user


@transaction.atomic
def deactivate_person(user: User, *, actor: User | None = None) -> User:
    """Close the account's door at once; sessions do not revive with the account."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    person_changed(user.pk)
    end_sessions(user)
    record(
        AuditVerb.PERSON_DEACTIVATED,
        actor=actor,
        subject=user,
        institution=user.institution,
    )
    return user


def end_sessions(user: User) -> None:
    """Sign `user` out everywhere."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
