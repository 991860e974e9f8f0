"""Things that strangers must not learn of, and the strangers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.actions.people import deactivate_person
from accounts.models import AccessGroupMember, Institution, RoleAssignment, User
from accounts.roles import Role
from bank.actions.published import withdraw
from bank.models import Attachment, AuthorState, FileText, TextState, Visibility
from home.actions.news import NewsText, write_news
from home.models import NewsAudience
from network.models import Network
from notifications.kinds import Frequency
from notifications.models import Notification
from search.actions.saved import renew_feed, save_search
from search.criteria import Criteria
from tests.factories.accounts import make_institution, make_user
from tests.factories.bank import make_lesson_plan, make_math_game
from tests.factories.files import make_file
from tests.factories.home import make_news, make_page
from tests.factories.network import make_network, make_post, make_topic

WORD = "Żabiedronka"
# „łaki” without its tail may be „lak” or „łąka”: secrets must not tip the scales.
TEXT = f"{WORD} w krzakach, łąka na łące pełnej łąk, matemagika i ułamki"


@dataclass(frozen=True)
class Scene:
    """A gmina as strangers know it, with a school and a network they are not of."""

    author: User
    school: Institution
    network: Network
    strangers: dict[str, User | None]


def make_scene() -> Scene:
    """Make what everybody may see, and people who may see no more than that."""
    school = make_institution("Szkoła Tajna w Krzakach")
    author = make_user("ludmiła", Role.TEACHER, institution=school)
    coordinator = make_user("klemens", Role.TEACHER, institution=school)
    network = make_network(author, coordinator=coordinator, name="Krzaki")
    everybodys = make_user("teresa", Role.TEACHER)
    for each in range(3):
        make_lesson_plan(
            everybodys,
            title=f"Lak i lakier {each}",
            summary="Lak na drewnie, zadania z matematyki",
        )
    make_lesson_plan(
        everybodys,
        title="Ułamki na pizzy",
        summary="Dzielimy pizzę",
        subjects=["historia"],
    )
    make_math_game(everybodys, title="Ułamki w grze", visibility=Visibility.PUBLIC)
    make_topic(everybodys, title="Ułamki na tablicy")
    make_news(author, title="Noc ułamków")
    make_page(title="Regulamin ułamków")
    scene = Scene(author, school, network, _make_strangers(school, network))
    for person in filter(None, scene.strangers.values()):
        _keep_searches(person)
    return scene


def _keep_searches(person: User) -> None:
    """Have somebody wait for what is secret, by message and by a feed of their own."""
    for words in (WORD, "ułamki"):
        criteria = Criteria(words)
        kept = save_search(person, name=words, criteria=criteria, cadence=Frequency.NOW)
        renew_feed(kept)


def _make_strangers(school: Institution, network: Network) -> dict[str, User | None]:
    other = make_institution("Szkoła Podstawowa w Olszynie")
    moderator = make_user("renata", Role.MODERATOR)
    totp = {"type": Authenticator.Type.TOTP, "data": {"secret": "x"}}
    Authenticator.objects.create(user=moderator, **totp)
    member = make_user("kinga", Role.TEACHER, institution=other)
    make_network(member, name="Inna sieć")
    yesterday = timezone.localdate() - timedelta(days=1)
    left = make_user("lidia", Role.TEACHER, institution=school)
    RoleAssignment.objects.filter(user=left).update(ends_on=yesterday)
    gone = make_user("gustaw", Role.TEACHER, institution=other)
    AccessGroupMember.objects.create(
        group=network.access_group, user=gone, ends_on=yesterday
    )
    return {
        "guest": None,
        "teacher elsewhere": make_user("oskar", Role.TEACHER, institution=other),
        "head elsewhere": make_user("helga", Role.HEAD, institution=other),
        "moderator": moderator,
        "member of another network": member,
        "whose role ended yesterday": left,
        "whose membership ended yesterday": gone,
    }


def make_secrets(scene: Scene) -> None:
    """Make one of every kind of thing that none of the strangers may see."""
    heard = list(Notification.objects.values_list("pk", flat=True))
    _make_materials(scene)
    topic = make_topic(scene.author, network=scene.network, title=f"Wątek {WORD}")
    make_post(topic, author=scene.author, text=TEXT)
    make_page(title=f"Szkic {WORD}", live=False)
    person = make_user(WORD.lower(), Role.TEACHER, institution=scene.school)
    deactivate_person(person)
    # Moderators are told what waits for them, and rightly so.
    Notification.objects.exclude(pk__in=heard).delete()


def make_secret_news(scene: Scene) -> None:
    """Make news that of the strangers only moderators, who look after all, may see."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    write_news(
        NewsText(f"Jutro {WORD}", TEXT, TEXT, tomorrow, NewsAudience.PUBLIC, None),
        author=scene.author,
    )
    make_news(
        scene.author,
        title=f"Rada: {WORD}",
        audience=NewsAudience.INSTITUTION,
        institution=scene.school,
        body=TEXT,
    )


def _make_materials(scene: Scene) -> None:
    common: dict[str, Any] = {
        "summary": TEXT,
        "subjects": ["historia"],
        "class_years": ["k8"],
    }
    inside: dict[str, dict[str, Any]] = {
        "institution": {
            "visibility": Visibility.INSTITUTION,
            "institution": scene.school,
        },
        "network": {
            "visibility": Visibility.NETWORK,
            "group": scene.network.access_group,
        },
        "roles": {"visibility": Visibility.ROLES, "roles": ["observer"]},
        "author": {"visibility": Visibility.AUTHOR},
        "waiting": {"state": AuthorState.WAITING},
        "draft": {"state": AuthorState.DRAFT},
    }
    for name, options in inside.items():
        plan = make_lesson_plan(
            scene.author, title=f"Tajna {WORD} {name}", **common, **options
        )
        file = make_file(scene.author, f"{WORD}-{name}.pdf")
        Attachment.objects.create(material=plan, file=file)
        FileText.objects.get_or_create(
            sha256=file.sha256, defaults={"state": TextState.READ, "pages": [TEXT]}
        )
    gone = make_lesson_plan(
        scene.author, title=f"Wycofana {WORD}", visibility=Visibility.AUTHOR, **common
    )
    withdraw(gone, by=scene.author, reason=f"{WORD} się zestarzała.")
