import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import Institution, User

GOOD = [
    "jeż tupie nocą cicho",
    "szkola pelna jezy i kasztanow",
    "a" * 30 + "zk" * 17,
    "Łąka-za-7-domem",
    "marta lubi zielone żaby",
    "Adam gra na puzonie 7",
    "x7Kp2mQw9zLt",
    "wiatr przestawia chmury",
]
BAD = [
    ("krotkie", "za krótkie"),
    ("jeż tupie 1", "za krótkie"),
    ("SzkolaBrzezina1", "każdy tu zna"),
    ("brzezina2026!", "każdy tu zna"),
    ("Bank-Wiedzy-2026", "każdy tu zna"),
    ("SzkołaPodstawowa1", "każdy tu zna"),
    ("przedszkole123", "każdy tu zna"),
    ("123456789012", "cyfr"),
    ("password1234", "powszechn"),
    ("maria@example.org", "podobn"),
    ("polska123456", "każdy tu zna"),
    ("Mateusz1985!!", "każdy tu zna"),
    ("Katarzyna19850312", "każdy tu zna"),
    ("kasia-i-tomek-2026", "każdy tu zna"),
    ("Misiaczek2010", "każdy tu zna"),
    ("Kwiatuszek#1", "każdy tu zna"),
    ("Wiosna2026!!!", "każdy tu zna"),
    ("LegiaWarszawa1", "każdy tu zna"),
    ("qwertyuiop123", "wyciekło"),
    ("kochamciebie", "wyciekło"),
    ("1qaz2wsx3edc", "wyciekło"),
    ("KochamCiebie", "wyciekło"),
    ("kochamciebie!!", "wyciekło"),
    ("k0ch@mci3b13", "wyciekło"),
    ("ElfenLied123", "wyciekło"),
    ("jeż " * 60, "najwyżej 128 znaków"),
]


@pytest.mark.parametrize("password", GOOD)
def test_a_passphrase_is_welcome(school: Institution, password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(("password", "why"), BAD)
def test_what_others_would_guess_is_refused_in_polish(
    maria: User, password: str, why: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user=maria)

    assert why in " ".join(refused.value.messages)
