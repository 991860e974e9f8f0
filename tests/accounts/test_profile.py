import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from accounts.actions.audit import record
from accounts.models import AuditVerb, User
from accounts.roles import Role
from tests.factories.accounts import protect

NAME = {"first_name": "Marianna", "last_name": "Sęk"}


def test_one_sees_ones_own_account_in_words(client: Client, dorota: User) -> None:
    client.force_login(dorota)

    page = client.get("/konto/").content.decode()

    assert "Dorota Brzozowska" in page
    assert "dorota@example.org" in page
    assert "dyrekcja placówki" in page
    assert "Szkoła Podstawowa w Brzezinie" in page


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    for_home, for_name = client.get("/konto/"), client.get(reverse("accounts:name"))

    assert for_home["Location"] == "/konto/login/?next=/konto/"
    assert for_name.status_code == 302


def test_one_corrects_ones_own_name(client: Client, maria: User) -> None:
    client.force_login(maria)

    client.post(reverse("accounts:name"), NAME)

    maria.refresh_from_db()
    assert maria.get_full_name() == "Marianna Sęk"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "zlo@example.org"),
        ("is_staff", "on"),
        ("is_superuser", "on"),
        ("is_active", ""),
        ("institution", "999"),
        ("role", Role.ADMINISTRATOR),
        ("roles", Role.ADMINISTRATOR),
        ("role_assignments", "1"),
        ("groups", "1"),
        ("user_permissions", "1"),
        ("access_groups", "1"),
        ("password", "zmienione"),
        ("session_epoch", "7"),
        ("theme", "dark"),
        ("date_joined", "2000-01-01"),
        ("last_login", "2000-01-01"),
        ("id", "1"),
        ("pk", "1"),
    ],
)
def test_nothing_but_the_name_can_be_written(
    client: Client, maria: User, field: str, value: str
) -> None:
    client.force_login(maria)
    untouched = User.objects.filter(pk=maria.pk).values().get()

    client.post(reverse("accounts:name"), {**NAME, field: value})

    now = User.objects.filter(pk=maria.pk).values().get()
    assert now == {**untouched, **NAME, "last_login": now["last_login"]}
    assert maria.role_assignments.count() == 1
    assert maria.groups.count() == 0


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"first_name": "", "last_name": ""},
        {"first_name": "x" * 61, "last_name": "y"},
        {"first_name": "a\x00b", "last_name": "y"},
        {"first_name": "   ", "last_name": "y"},
        {"first_name": "x", "last_name": "y" * 100_000},
    ],
)
def test_a_refused_name_stays_in_the_form(
    client: Client, maria: User, data: dict[str, str]
) -> None:
    client.force_login(maria)

    page = client.post(reverse("accounts:name"), data)

    assert page.status_code == 200
    assert page.context["form"].errors
    maria.refresh_from_db()
    assert maria.first_name == "Maria"


def test_a_name_is_text_and_never_markup(client: Client, maria: User) -> None:
    client.force_login(maria)
    client.post(
        reverse("accounts:name"), {**NAME, "first_name": "<script>zle()</script>"}
    )

    assert "<script>zle()" not in client.get("/konto/").content.decode()


def test_a_wish_alone_changes_no_address(client: Client, maria: User) -> None:
    client.force_login(maria)

    client.post("/konto/email/", {"email": "zlo@example.org", "action_add": ""})

    assert EmailAddress.objects.get(user=maria).email == "maria@example.org"


def test_one_sees_what_protects_ones_account(client: Client, maria: User) -> None:
    protect(maria)
    codes = RecoveryCodes.activate(maria).instance
    codes.data["used_mask"] = 0b1111111100
    codes.save()
    client.force_login(maria)

    page = client.get("/konto/").content.decode()

    assert "Masz 2 niewykorzystane kody" in page
    assert "Zostało mało kodów zapasowych" in page
    assert "Otwarta sesja jest tylko na tym urządzeniu" in page


def test_one_sees_what_happened_to_ones_account_and_nobody_elses(
    client: Client, maria: User, oskar: User, renata: User
) -> None:
    record(AuditVerb.SECOND_FACTOR_RESET, actor=renata, subject=maria)
    record(AuditVerb.EMAIL_CHANGED, actor=oskar, subject=oskar)
    record(AuditVerb.SIGNED_IN, actor=maria, subject=maria)
    client.force_login(maria)

    page = client.get("/konto/").content.decode()

    assert "wyłączył drugi krok logowania – Renata Brzozowska" in page
    assert "Zmieniono adres" not in page
    assert "Zalogowano się" not in page
