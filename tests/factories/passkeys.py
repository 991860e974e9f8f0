"""A device that keeps passkeys, in software: it signs what a browser would."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.models import User
from tests.factories.accounts import PASSWORD

ADD = "/konto/2fa/webauthn/add/"
LIST = "/konto/2fa/webauthn/"
LOGIN = "/konto/2fa/webauthn/login/"
SECOND_STEP = "/konto/2fa/authenticate/"
PASSKEY = Authenticator.Type.WEBAUTHN
ORIGIN = "http://localhost:8000"
SITE = "localhost"
_PRESENT_AND_VERIFIED = (
    AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.USER_VERIFIED
)


class SoftKey:
    """One passkey. `unlocked` says whether its owner gave a finger or a PIN."""

    def __init__(self, *, origin: str = ORIGIN, unlocked: bool = True) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.user_handle = b""
        self.origin = origin
        self.unlocked = unlocked

    def make(self, options: Mapping[str, Any]) -> str:
        """Answer to the options of a registration, as the form sends it."""
        public = options["publicKey"]
        self.user_handle = _bytes_of(public["user"]["id"])
        attested = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self._key.public_key())
        )
        data = AuthenticatorData.create(
            _hash(SITE),
            self._flags() | AuthenticatorData.FLAG.ATTESTED,
            0,
            bytes(attested),
        )
        said = self._client_data("webauthn.create", public["challenge"])
        response = {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(
                AttestationObject.create("none", data, {})
            ),
        }
        return self._credential(response, {"credProps": {"rk": True}})

    def use(self, options: Mapping[str, Any]) -> str:
        """Answer to the options of a sign-in."""
        data = AuthenticatorData.create(_hash(SITE), self._flags(), 1)
        said = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        signed = self._key.sign(
            data + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256())
        )
        response = {
            "clientDataJSON": websafe_encode(said),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signed),
            "userHandle": websafe_encode(self.user_handle),
        }
        return self._credential(response, {})

    def _flags(self) -> AuthenticatorData.FLAG:
        present = AuthenticatorData.FLAG.USER_PRESENT
        return _PRESENT_AND_VERIFIED if self.unlocked else present

    def _client_data(self, kind: str, challenge: object) -> bytes:
        return bytes(
            CollectedClientData.create(kind, _bytes_of(challenge), self.origin)
        )

    def _credential(
        self, response: dict[str, str], extensions: dict[str, object]
    ) -> str:
        return json.dumps(
            {
                "type": "public-key",
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "response": response,
                "clientExtensionResults": extensions,
            }
        )


def _hash(site: str) -> bytes:
    return hashlib.sha256(site.encode()).digest()


def _bytes_of(value: object) -> bytes:
    """Options come as bytes from the context of a page, as text from JSON."""
    return value if isinstance(value, bytes) else websafe_decode(str(value))


def sign_in(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def options_at(client: Client, address: str, kind: str) -> dict[str, dict[str, object]]:
    page = client.get(address)
    options: dict[str, dict[str, object]] = page.context["js_data"][kind]
    return options


def give_passkey(
    user: User, *, name: str = "Telefon", unlocked: bool = True
) -> SoftKey:
    """Have `user` add a passkey through the pages, from a session of their own."""
    client, key = Client(), SoftKey(unlocked=unlocked)
    client.force_login(user)
    options = options_at(client, ADD, "creation_options")
    client.post(ADD, {"name": name, "credential": key.make(options)})
    user.refresh_from_db()  # their sessions have ended
    return key


def login_options(client: Client) -> dict[str, dict[str, object]]:
    answer = client.get(LOGIN, headers={"accept": "application/json"})
    options: dict[str, dict[str, object]] = answer.json()["request_options"]
    return options


def passwordless(key: SoftKey) -> Client:
    client = Client()
    client.post(LOGIN, {"credential": key.use(login_options(client))})
    return client
