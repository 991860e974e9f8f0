from collections.abc import Callable
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from accounts.roles import SECOND_FACTOR_ROLES, Role
from tests.factories.accounts import PASSWORD, code_for, make_user, protect

SET_UP = "/konto/2fa/totp/activate/"


def _sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(SECOND_FACTOR_ROLES))
@pytest.mark.parametrize(
    "path", ["/konto/", "/konto/imie-i-nazwisko/", "/konto/password/change/"]
)
def test_power_waits_for_the_second_factor(role: Role, path: str) -> None:
    client = _sign_in(make_user("filip", role))

    answer = client.get(path)

    assert answer["Location"] == SET_UP


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(set(Role) - SECOND_FACTOR_ROLES))
def test_others_go_straight_in(role: Role) -> None:
    assert _sign_in(make_user("filip", role)).get("/konto/").status_code == 200


def test_writing_waits_too(renata: User) -> None:
    client = _sign_in(renata)

    client.post("/konto/imie-i-nazwisko/", {"first_name": "X", "last_name": "Y"})

    renata.refresh_from_db()
    assert renata.first_name == "Renata"


def test_one_may_leave_instead(renata: User) -> None:
    client = _sign_in(renata)

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


@override_settings(DEMO=True)
def test_a_demonstration_waives_it_and_says_so(renata: User) -> None:
    page = _sign_in(renata).get("/konto/")

    assert page.status_code == 200
    assert "To wersja pokazowa" in page.content.decode()


def test_outside_a_demonstration_the_page_says_nothing_of_it(
    client: Client, db: None
) -> None:
    assert "wersja pokazowa" not in client.get("/konto/login/").content.decode()


def test_setting_it_up_opens_the_rest(renata: User) -> None:
    client = _sign_in(renata)
    page = client.get(SET_UP)
    secret = page.context["form"].secret

    answer = client.post(SET_UP, {"code": code_for(secret)}, follow=True)

    assert "Kody zapasowe" in answer.content.decode()
    assert client.get("/konto/").status_code == 200


def test_the_secret_is_sealed_in_the_database(renata: User) -> None:
    secret = protect(renata)

    assert secret not in str(Authenticator.objects.get().data)


def test_the_password_alone_does_not_sign_in(renata: User) -> None:
    protect(renata)

    client = _sign_in(renata)

    assert "_auth_user_id" not in client.session
    assert client.get("/konto/")["Location"].startswith("/konto/login/")


def test_the_second_step_signs_in(renata: User) -> None:
    secret = protect(renata)
    client = _sign_in(renata)
    page = client.get(reverse("mfa_authenticate"))

    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    assert "Drugi krok logowania" in page.content.decode()
    assert client.get("/konto/").status_code == 200


def test_a_wrong_second_step_does_not(renata: User) -> None:
    protect(renata)
    client = _sign_in(renata)

    page = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "Ten kod jest błędny" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_guessing_the_second_step_is_stopped(renata: User) -> None:
    secret = protect(renata)
    client = _sign_in(renata)
    for _number in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    assert "_auth_user_id" not in client.session


def test_a_code_by_mail_does_not_pass_by_the_second_step(
    renata: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    protect(renata)
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": renata.email})
    run_jobs()
    code = str(mailoutbox[0].body).split("\n\n")[2].strip()

    answer = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_a_code_by_mail_signs_a_teacher_in(
    maria: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": maria.email})
    page = client.get(reverse("account_confirm_login_code"))
    run_jobs()
    code = str(mailoutbox[0].body).split("\n\n")[2].strip()

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert "Wpisz kod" in page.content.decode()
    assert client.get("/konto/").status_code == 200


def test_a_new_password_does_not_pass_by_the_second_step(
    renata: User, mailoutbox: list[EmailMessage], run_jobs: Callable[[], None]
) -> None:
    protect(renata)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": renata.email})
    run_jobs()
    link = str(mailoutbox[0].body).split("http://127.0.0.1:8000")[1].split()[0]
    form = client.get(link, follow=True)
    new = "jeż tupie nocą cicho"

    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert "_auth_user_id" not in client.session
    renata.refresh_from_db()
    assert renata.check_password(new)


def test_who_must_have_it_cannot_switch_it_off(renata: User) -> None:
    secret = protect(renata)
    client = _sign_in(renata)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=renata).exists()


def test_a_teacher_may_switch_it_off(maria: User) -> None:
    secret = protect(maria)
    client = _sign_in(maria)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(
        user=maria, type=Authenticator.Type.TOTP
    ).exists()


def test_an_older_session_proves_itself_before_switching_it_on(maria: User) -> None:
    client = _sign_in(maria)
    session = client.session
    session["signed_in_at"] -= 3600
    session.save()

    assert client.get(SET_UP)["Location"].startswith("/konto/reauthenticate/")

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(SET_UP).status_code == 200


def test_switching_it_on_ends_sessions_that_never_gave_it(maria: User) -> None:
    here, elsewhere = _sign_in(maria), _sign_in(maria)
    secret = here.get(SET_UP).context["form"].secret
    before = here.session.session_key

    # A test never commits; on a site this runs before the answer leaves.
    with patch("django.db.transaction.on_commit", side_effect=lambda run: run()):
        here.post(SET_UP, {"code": code_for(secret)})

    assert here.get("/konto/").status_code == 200
    assert here.session.session_key != before
    assert elsewhere.get("/konto/").status_code == 302
