"""Every door through which a reader could learn of a thing by searching."""

import io
import re
import zipfile
from urllib.parse import urlencode, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bank.models import LessonPlan
from bank.similar import doubles_of_material
from search.feeds import feed_address
from search.models import SavedSearch
from tests.search.secrets import TEXT, WORD, Scene

EVERY_DOOR = slice(None)
_TYPED = [
    "",
    "ułamki",
    "laki",
    "lak łąka",
    WORD,
    "zabiedronka",
    "żabiedronki",
    "zabiedrnka",
    f"„{WORD} w krzakach”",
    "ulamki -zabiedronka",
    "+ułamki +krzaki",
    "matemagyka",
    "matemagika",
    "tajnaa",
    "wykaz ludmiły",
    "autor:Ludmiła",
    'autor:"Ludmiła Brzozowska" ułamki',
    "-autor:ludmila ułamki",
    "szkoła:Krzaki",
    "szkola:tajna ułamki",
    "klasa:8",
    "przedmiot:historia ułamki",
    f"typ:{WORD}",
    f"-typ:{WORD}",
    "punkt:II.1",
    "siec:krzaki",
    "wf zabiedronka",
]
_NARROWED = [
    {"przedmiot": "historia"},
    {"q": WORD, "klasa": "k5", "rodzaj": "scenario"},
    {"q": "ułamki", "klasa": "k8"},
    {"q": "ułamki", "przedmiot": "historia", "klasa": "k8"},
    {"q": WORD, "dokladnie": "1"},
    {"etap": "etap-2", "klasa": "k8", "przedmiot": "matematyka"},
    {"czas_od": "1", "czas_do": "600", "data_od": "2020-01-01", "rok": "2026"},
    {"sort": "najnowsze"},
    {"q": "ułamki", "sort": "najnowsze"},
    {"q": "ułamki", "autor": "Ludmiła Brzozowska"},
    {"q": "ułamki", "sort": "odczyty", "czas_od": "10", "czas_do": "60"},
    {"q": WORD, "data_od": "2020-01-01", "sort": "zastosowania"},
    {"q": "ułamki", "przedmiot": "historia", "dzial": "1", "rok": "2026"},
    {"etap": "sp-4-8", "klasa": "k8"},
    *({"q": WORD, "typ": tab} for tab in ("materialy", "dyskusje", "osoby", "strony")),
]
_BEGUN = ["zabied", "Żab", "taj", "ul", "łą", "wątek ż", "krz", "szkoła taj", "ludm"]
_ELSEWHERE = [
    *("/bank/", "/bank/kanal/", "/aktualnosci/", "/aktualnosci/kanal/"),
    *("/szukaj/kanal.atom?q=u%C5%82amki", "/szukaj/kanal.atom?q=zabiedronka"),
    *("/szukaj/zapisane/", "/powiadomienia/", "/sitemap-materialy-1.xml"),
]
_MODERATORS = ["/szukaj/potrzeby/", "/szukaj/synonimy/", "/szukaj/jakosc/"]
_CHANGES_BY_ITSELF = re.compile(
    r'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"'
    r"|<(updated|lastBuildDate)>[^<]*</"
    r'|<strong class="num">[-A-Z0-9]+</strong>'  # the number of an error
)
# Order alone may move, through word statistics of the whole collection.
_HITS = re.compile(r'(<ol class="hits"[^>]*>)(.*?)(</ol>)', re.DOTALL)
_HIT = re.compile(r"<li>\s*<article.*?</article>\s*</li>", re.DOTALL)


def what_they_learn(
    scene: Scene, user: User | None, share: slice = EVERY_DOOR
) -> dict[str, str]:
    """Give everything that a person is told, by the door it comes through."""
    client = Client()
    if user:
        # Fetched anew, as for a request: rights are remembered on the instance.
        client.force_login(User.objects.get(pk=user.pk))
    kept = SavedSearch.objects.filter(owner=user) if user else ()
    feeds = [urlsplit(feed_address(saved)).path for saved in kept]
    addresses = [*_addresses(scene)[share], *feeds]
    found = {address: _answer(client, address) for address in addresses}
    if user:
        found |= _said_to_authors(User.objects.get(pk=user.pk))
    return found


def _addresses(scene: Scene) -> list[str]:
    typed = [{"q": text} for text in _TYPED]
    searched = [*typed, *_NARROWED, {"siec": scene.network.slug, "q": "ułamki"}]
    inside = [{"placowka": str(scene.school.pk)}, {"watek": "1", "q": WORD}]
    plans = LessonPlan.objects.filter(title__startswith="Ułamki na pizzy")
    pages = [plan.get_absolute_url() for plan in plans]
    tables = [{"q": ""}, {"q": "ułamki"}, {"q": WORD}]
    previews = [{"word": "krzaczor", "meaning": WORD}, {"word": "wf", "meaning": "lak"}]
    return [
        *(f"/szukaj/?{urlencode(each)}" for each in (*searched, *inside)),
        *(f"/szukaj/podpowiedzi/?{urlencode({'q': text})}" for text in _BEGUN),
        *(
            f"/szukaj/wyniki.{kind}?{urlencode(each)}"
            for each in tables
            for kind in ("csv", "xlsx")
        ),
        *(f"/szukaj/synonimy/podglad/?{urlencode(each)}" for each in previews),
        *_ELSEWHERE,
        *_MODERATORS,
        *pages,
        f"/placowki/{scene.school.slug}/",
        f"/placowki/{scene.school.slug}/kanal/",
    ]


def _answer(client: Client, address: str) -> str:
    """Sum up an answer with its headers and the number of questions it took."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    packed = address.startswith("/szukaj/wyniki.xlsx")  # by the hour, too
    headers = [
        f"{name}: {value}"
        for name, value in answer.items()
        if name != "Content-Length" or not packed
    ]
    content = b"".join(answer) if answer.streaming else answer.content
    told = [f"{answer.status_code}, asking {len(asked)}", *headers, _text(content)]
    return _CHANGES_BY_ITSELF.sub("", "\n".join(told))


def _text(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = [name for name in book.namelist() if name.startswith("xl/")]
            return "\n".join(
                f"{name} {book.read(name).decode(errors='replace')}" for name in names
            )
    return _HITS.sub(_in_one_order, content.decode())


def _in_one_order(found: re.Match[str]) -> str:
    return found[1] + "\n".join(sorted(_HIT.findall(found[2]))) + found[3]


def _said_to_authors(user: User) -> dict[str, str]:
    """Tell what a person would be told on handing in a double of each secret."""
    typed = LessonPlan(title=f"Tajna {WORD}", summary=TEXT, pk=987_654)
    return {"doubles": repr(doubles_of_material(typed, user))}
