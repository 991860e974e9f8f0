"""Signing in by unlocking one's device: made, used, renamed, removed – only one's own."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.urls import reverse

from accounts.actions.people import deactivate_person
from accounts.models import User
from tests.factories.accounts import protect
from tests.factories.passkeys import (
    ADD,
    LIST,
    LOGIN,
    PASSKEY,
    SECOND_STEP,
    SoftKey,
    give_passkey,
    is_in,
    login_options,
    options_at,
    passwordless,
    sign_in,
)


def test_a_passkey_is_added_with_a_name_and_told_by_mail(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    client, key = sign_in(maria), SoftKey()
    options = options_at(client, ADD, "creation_options")

    client.post(
        ADD, {"name": "Mój telefon", "credential": key.make(options)}, follow=True
    )

    run_jobs()
    assert "Mój telefon" in client.get(LIST).content.decode()
    assert [message.subject for message in mailoutbox] == [
        "Dodano klucz dostępu do Twojego konta"
    ]


def test_without_a_name_it_gets_that_of_the_device(maria: User) -> None:
    client, key = sign_in(maria), SoftKey()
    options = options_at(client, ADD, "creation_options")

    agent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"
    client.post(
        ADD,
        {"name": "", "credential": key.make(options)},
        headers={"user-agent": agent},
    )

    assert str(Authenticator.objects.get(type=PASSKEY)) == "Firefox, Linux"


def test_it_is_the_second_step(maria: User) -> None:
    key = give_passkey(maria)
    client = sign_in(maria)
    before = is_in(client)

    options = options_at(client, SECOND_STEP, "request_options")
    client.post(SECOND_STEP, {"credential": key.use(options)})

    assert not before
    assert client.get("/konto/").status_code == 200


def test_it_replaces_address_and_password(maria: User) -> None:
    assert passwordless(give_passkey(maria)).get("/konto/").status_code == 200


def test_without_unlocking_it_replaces_nothing(maria: User) -> None:
    key = give_passkey(maria, unlocked=False)

    assert not is_in(passwordless(key))


def test_it_counts_as_the_second_factor_of_a_role(renata: User) -> None:
    client, key = sign_in(renata), SoftKey()
    waiting = client.get("/konto/")["Location"]

    options = options_at(client, ADD, "creation_options")
    client.post(ADD, {"name": "Telefon", "credential": key.make(options)})

    assert waiting == "/konto/2fa/totp/activate/"
    assert client.get("/konto/").status_code == 200
    assert passwordless(key).get("/konto/").status_code == 200


def test_who_is_switched_off_does_not_come_in(maria: User) -> None:
    key = give_passkey(maria)
    deactivate_person(maria)

    assert not is_in(passwordless(key))


def test_an_answer_is_good_once(maria: User) -> None:
    key = give_passkey(maria)
    first, second = Client(), Client()
    answer = key.use(login_options(first))
    login_options(second)

    second.post(LOGIN, {"credential": answer})
    first.post(LOGIN, {"credential": answer})
    first.post(reverse("account_logout"))
    first.post(LOGIN, {"credential": answer})

    assert not is_in(second)
    assert not is_in(first)


@override_settings(SITE_ORIGIN="https://bank.brzezina.example")
def test_it_is_made_for_the_configured_site(maria: User) -> None:
    client = sign_in(maria)

    page = client.get(ADD, headers={"host": "localhost"})

    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert options["rp"]["id"] == "bank.brzezina.example"


def test_somebody_elses_key_is_no_second_step(maria: User, oskar: User) -> None:
    give_passkey(maria)
    other = give_passkey(oskar)
    client = sign_in(maria)

    options = options_at(client, SECOND_STEP, "request_options")
    page = client.post(SECOND_STEP, {"credential": other.use(options)})

    assert not is_in(client)
    assert "Nie rozpoznaliśmy" in page.content.decode()


def test_a_key_that_says_it_is_somebody_else_is_refused(
    maria: User, oskar: User
) -> None:
    handle = give_passkey(maria).user_handle
    key = give_passkey(oskar)
    key.user_handle = handle

    assert not is_in(passwordless(key))


def test_somebody_elses_passkey_is_not_there(maria: User, oskar: User) -> None:
    give_passkey(maria)
    pk = Authenticator.objects.get(type=PASSKEY).pk
    client = sign_in(oskar)

    answers = [
        client.post(reverse(name, args=[pk]), {"name": "Moje"}).status_code
        for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")
    ]

    assert answers == [404, 404]
    assert str(Authenticator.objects.get(pk=pk)) == "Telefon"


def test_it_is_renamed(maria: User) -> None:
    give_passkey(maria)
    pk = Authenticator.objects.get(type=PASSKEY).pk
    client = Client()
    client.force_login(maria)

    client.post(reverse("mfa_edit_webauthn", args=[pk]), {"name": "W szkole"})

    assert str(Authenticator.objects.get(pk=pk)) == "W szkole"


def test_the_last_one_takes_the_recovery_codes_with_it(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    give_passkey(maria)
    pk = Authenticator.objects.get(type=PASSKEY).pk
    client = Client()
    client.force_login(maria)

    client.post(reverse("mfa_remove_webauthn", args=[pk]))

    run_jobs()
    assert not Authenticator.objects.filter(user=maria).exists()
    assert mailoutbox[-1].subject == "Usunięto klucz dostępu z Twojego konta"


def test_the_only_factor_of_a_role_stays(renata: User) -> None:
    give_passkey(renata)
    pk = Authenticator.objects.get(type=PASSKEY).pk
    client = Client()
    client.force_login(renata)

    page = client.get(reverse("mfa_remove_webauthn", args=[pk])).content.decode()
    client.post(reverse("mfa_remove_webauthn", args=[pk]))

    assert "a masz tylko ten" in page
    assert Authenticator.objects.filter(pk=pk).exists()


def test_either_factor_may_go_while_the_other_stays(renata: User) -> None:
    protect(renata)
    give_passkey(renata)
    client = Client()
    client.force_login(renata)

    client.post(reverse("mfa_deactivate_totp"))
    pk = Authenticator.objects.get(type=PASSKEY).pk
    client.post(reverse("mfa_remove_webauthn", args=[pk]))

    kinds = Authenticator.objects.filter(user=renata).values_list("type", flat=True)
    assert PASSKEY in kinds
    assert Authenticator.Type.TOTP not in kinds


def test_an_older_session_proves_itself_first(maria: User) -> None:
    client = sign_in(maria)
    session = client.session
    session["signed_in_at"] -= 3600
    session.save()

    assert client.get(ADD)["Location"].startswith("/konto/reauthenticate/")


def test_a_passkey_is_such_a_proof(maria: User) -> None:
    key = give_passkey(maria)
    client = Client()
    client.force_login(maria)
    client.get("/konto/")
    session = client.session
    session["signed_in_at"] -= 3600
    session.save()
    prove = "/konto/2fa/webauthn/reauthenticate/"
    before = client.get(ADD).status_code

    wrong = client.post(prove, {"credential": '{"id": 1}'})
    options = options_at(client, prove, "request_options")
    client.post(prove, {"credential": key.use(options), "next": ADD})

    assert before == 302
    assert "Nie rozpoznaliśmy" in wrong.content.decode()
    assert client.get(ADD).status_code == 200


def test_no_more_than_ten(maria: User) -> None:
    for number in range(11):
        give_passkey(maria, name=f"Klucz {number}")

    assert Authenticator.objects.filter(type=PASSKEY).count() == 10


def test_without_javascript_the_page_says_what_to_do(maria: User) -> None:
    for_all = Client().get("/konto/login/").content.decode()
    for_maria = sign_in(maria).get(ADD).content.decode()

    assert "Klucze dostępu wymagają JavaScriptu" in for_all
    assert "Klucze dostępu wymagają JavaScriptu" in for_maria
