"""People and places, made as tests need them."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from accounts.actions.invitations import invite_people
from accounts.actions.joining import Applicant, confirm_request, note_request
from accounts.actions.people import create_person
from accounts.actions.roles import grant_role
from accounts.importing.people import Row
from accounts.models import (
    Institution,
    InstitutionKind,
    Invitation,
    JoinRequest,
    User,
)
from accounts.models.invitation import new_token
from accounts.roles import Role

PASSWORD = "sowa czyta po nocy"


def make_institution(
    name: str = "Szkoła Podstawowa w Brzezinie",
    *,
    kind: InstitutionKind = InstitutionKind.SCHOOL,
) -> Institution:
    slug = f"placowka-{Institution.objects.count() + 1}"
    return Institution.objects.create(
        name=name, short_name=name[:60], slug=slug, kind=kind, town="Brzezina"
    )


def make_user(
    name: str,
    *roles: Role,
    institution: Institution | None = None,
    verified: bool = True,
) -> User:
    """Make somebody called `name`, who signs in as name@example.org."""
    user = create_person(
        email=f"{name}@example.org",
        first_name=name.capitalize(),
        last_name="Brzozowska" if name.endswith("a") else "Brzozowski",
        institution=institution,
        password=PASSWORD,
    )
    for role in roles:
        grant_role(user, role=role, institution=institution)
    if not verified:
        EmailAddress.objects.filter(user=user).update(verified=False)
    return user


def protect(user: User) -> str:
    """Give `user` a second factor; returns its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_for(secret: str) -> str:
    """What the app of somebody with `secret` shows now."""
    counter = next(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counter)))


def make_invitation(
    institution: Institution,
    actor: User,
    *,
    email: str = "zofia@example.org",
    role: Role = Role.TEACHER,
) -> Invitation:
    """Have Zofia Lis invited, with what is queued for her."""
    row = Row(1, email, "Zofia", "Lis", role.value)
    (invitation,) = invite_people(institution, people=[row], actor=actor)
    return invitation


def make_join_request(
    institution: Institution, email: str = "r@example.org"
) -> JoinRequest:
    """Have Roman Kos ask to be let in, his address confirmed."""
    token = new_token()
    note_request(institution, Applicant(email, "Roman", "Kos"), token)
    return confirm_request(token)
