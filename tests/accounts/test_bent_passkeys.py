"""What a browser would never send: other origins, nonsense, half-truths."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import User
from tests.factories.passkeys import (
    ADD,
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


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:8001",
        "https://localhost:8000",
        "http://zlo.localhost:8000",
        "https://bank.example",
        "",
    ],
)
def test_another_origin_is_refused(maria: User, origin: str) -> None:
    key = give_passkey(maria)
    key.origin = origin
    stranger = SoftKey(origin=origin)
    client = sign_in(maria)

    assert not is_in(passwordless(key))
    client.force_login(maria)
    options = options_at(client, ADD, "creation_options")
    client.post(ADD, {"credential": stranger.make(options)})
    assert Authenticator.objects.filter(type=PASSKEY).count() == 1


NONSENSE = [
    *("", "null", "1", '"x"', "[]", "{}", "[[]]", "{", "NaN", '{"response": []}'),
    '{"id": "AA", "rawId": "AA", "response": {}, "type": "public-key"}',
    '{"id": "\\u0000", "rawId": "\\u0000", "response": {"clientDataJSON": "e30"}}',
]


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_no_nonsense_breaks_a_door(maria: User, nonsense: str) -> None:
    give_passkey(maria)
    stranger, half, inside = Client(), sign_in(maria), Client()
    inside.force_login(maria)
    login_options(stranger)
    half.get(SECOND_STEP)
    inside.get(ADD)

    answers = [
        stranger.post(LOGIN, {"credential": nonsense}).status_code,
        half.post(SECOND_STEP, {"credential": nonsense}).status_code,
        inside.post(ADD, {"credential": nonsense}).status_code,
    ]

    assert answers == [302, 200, 200]
    assert not is_in(stranger)
    assert not is_in(half)


@pytest.mark.parametrize(
    "part", ["clientDataJSON", "authenticatorData", "signature", "userHandle"]
)
@pytest.mark.parametrize("worst", ["", "AAAA", "💥", 7, None, [], "A" * 5000])
def test_no_bent_answer_signs_in(maria: User, part: str, worst: object) -> None:
    key, client = give_passkey(maria), Client()
    answer = json.loads(key.use(login_options(client)))
    answer["response"][part] = worst

    status = client.post(LOGIN, {"credential": json.dumps(answer)}).status_code

    assert status == 302
    assert not is_in(client)


def test_only_what_is_needed_is_kept(maria: User) -> None:
    client, key = sign_in(maria), SoftKey()
    options = options_at(client, ADD, "creation_options")
    said = json.loads(key.make(options)) | {"more": "\u0000" * 9, "type": "x"}

    client.post(ADD, {"name": "Telefon", "credential": json.dumps(said)})

    kept = Authenticator.objects.get(type=PASSKEY).data["credential"]
    assert set(kept) == {"type", "id", "rawId", "response", "clientExtensionResults"}
    assert kept["type"] == "public-key"
