"""A small gmina in which every restricted thing hides a word of its own.

The matrix, the canary and the hostile inputs all walk through this world.
"""

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator

from accounts.models import Institution, User
from accounts.roles import Role
from bank.models import (
    Attachment,
    AuthorState,
    FileText,
    FromFile,
    LessonPlan,
    MathGame,
    Reading,
    StoredFile,
    TextState,
    Visibility,
)
from home.models import News, NewsAudience
from network.actions.membership import request_membership
from network.models import Membership, Network, Topic
from notifications.kinds import Frequency
from search.actions import save_search
from search.criteria import Criteria
from search.models import SavedSearch
from tests.factories.accounts import make_institution, make_user
from tests.factories.bank import make_lesson_plan, make_math_game
from tests.factories.files import make_file
from tests.factories.network import make_network, make_post, make_topic
from tests.staff_world import Staff, make_staff

# Each word stands in one restricted thing only, and in no dictionary.
SECRETS = {
    "draft": "kanarekwszkicu",
    "institution": "kanarekwplacowce",
    "network_material": "kanarekwsieci",
    "author_only": "kanarekautorki",
    "topic": "kanarekwwatku",
    "attachment": "kanarekwzalaczniku",
    "rest_of_file": "kanarekzreszty",
    "news": "kanarekwaktualnosci",
    "invitation": "kanarekwzaproszeniu",
    "asking": "kanarekwprosbie",
    "saved_search": "kanarekwzapisanym",
}
# Fits every address and is nothing anywhere.
ABSENT: dict[str, object] = {
    "pk": 987_654,
    "slug": "nic",
    "token": "x" * 32,
    "key": "nic",
    "topic_slug": "nic",
    "post_pk": 987_654,
    "user_pk": 987_654,
    "role_pk": 987_654,
    "list_pk": UUID(int=7),
    "code": "NIC",
    "step": "gmina",
    "uidb36": "1",
    "_0": "nic/",
    "part": 987_654,
}
SIGNED_IN_WORD = "kanarekzalogowanych"


@dataclass(frozen=True)
class World:
    """People of every role and one thing of every state."""

    school: Institution
    other_school: Institution
    people: dict[str, User]
    public_plan: LessonPlan
    open_plan: LessonPlan
    school_plan: LessonPlan
    network_plan: LessonPlan
    author_plan: LessonPlan
    draft: LessonPlan
    withdrawn: LessonPlan
    waiting: LessonPlan
    file: StoredFile
    game: MathGame
    network: Network
    request: Membership
    topic: Topic
    public_news: News
    school_news: News
    staff: Staff
    saved: SavedSearch

    def known_by(self, thing: str) -> dict[str, object]:
        """Give what an address of `thing` may be made of; `-` is no thing at all."""
        named: dict[str, dict[str, object]] = {
            "-": {},
            "absent": ABSENT,
            "sitemap": {"part": 1},
            "network": {
                "slug": self.network.slug,
                "pk": self.topic.pk,
                "topic_slug": self.topic.slug,
                "post_pk": self.topic.last_post_id,
                "user_pk": self.people["oskar"].pk,
            },
            "person": {
                "pk": self.people["maria"].pk,
                "role_pk": self.people["maria"].role_assignments.get().pk,
            },
            "request": {"slug": self.network.slug, "pk": self.request.pk},
            "setup_step": {"step": "gmina"},
            "guide": {"slug": "nauczyciel"},
            "review": {"pk": self.waiting.reviews.get().pk},
            **self.staff.named(),
        }
        if thing in named:
            return named[thing]
        item = getattr(self, thing)
        parts = ("pk", "slug", "token")
        return {part: getattr(item, part) for part in parts if hasattr(item, part)}


def make_people(school: Institution, other: Institution) -> dict[str, User]:
    """Make one person of every role, with a second factor where one is due."""
    people = {
        "maria": make_user("maria", Role.TEACHER, institution=school),
        "oskar": make_user("oskar", Role.TEACHER, institution=other),
        "karol": make_user("karol", Role.TEACHER, institution=school),
        "renata": make_user("renata", Role.MODERATOR),
        "dorota": make_user("dorota", Role.HEAD, institution=school),
        "urszula": make_user("urszula", Role.OFFICE),
        "edyta": make_user("edyta", Role.EDITOR),
        "adam": make_user("adam", Role.ADMINISTRATOR),
        "olga": make_user("olga", Role.OBSERVER),
        "ignacy": make_user("ignacy", Role.SCHOOL_IT, institution=other),
        "sonia": make_user("sonia", Role.SPECIALIST, institution=other),
    }
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
        for user in people.values()
        if user.needs_second_factor
    )
    return people


def make_world() -> World:
    """Make everything; whatever is restricted belongs to maria and her school."""
    school = make_institution()
    other = make_institution("Szkoła Podstawowa w Olszynie")
    people = make_people(school, other)
    maria, karol = people["maria"], people["karol"]
    network = make_network(maria, coordinator=karol)
    materials = _make_materials(maria, school, network)
    FromFile.objects.create(
        material_id=materials["draft"].pk,
        reading=Reading.READ,
        rest=[{"id": 1, "text": SECRETS["rest_of_file"]}],
    )
    return World(
        school=school,
        other_school=other,
        people=people,
        **materials,
        file=_attach_file(materials["school_plan"], maria),
        game=make_math_game(maria),
        network=network,
        request=request_membership(
            network, user=people["sonia"], note="Chcę się uczyć."
        ),
        topic=_make_topic(network, maria, karol),
        public_news=_make_news("Dzień otwarty", NewsAudience.PUBLIC, None, maria),
        school_news=_make_news(
            f"Rada {SECRETS['news']}", NewsAudience.INSTITUTION, school, maria
        ),
        staff=make_staff(school, other, people, SECRETS),
        saved=save_search(
            maria,
            name=SECRETS["saved_search"],
            criteria=Criteria(text=f"ułamki {SECRETS['saved_search']}"),
            cadence=Frequency.NOW,
        ),
    )


def _make_materials(
    maria: User, school: Institution, network: Network
) -> dict[str, LessonPlan]:
    return {
        "public_plan": make_lesson_plan(maria, visibility=Visibility.PUBLIC),
        "open_plan": make_lesson_plan(maria, title=f"Lekcja {SIGNED_IN_WORD}"),
        "school_plan": make_lesson_plan(
            maria,
            title=f"Lekcja {SECRETS['institution']}",
            visibility=Visibility.INSTITUTION,
            institution=school,
        ),
        "network_plan": make_lesson_plan(
            maria,
            title=f"Lekcja {SECRETS['network_material']}",
            visibility=Visibility.NETWORK,
            group=network.access_group,
        ),
        "author_plan": make_lesson_plan(
            maria,
            title=f"Lekcja {SECRETS['author_only']}",
            visibility=Visibility.AUTHOR,
        ),
        "draft": make_lesson_plan(
            maria, title=f"Szkic {SECRETS['draft']}", state=AuthorState.DRAFT
        ),
        "withdrawn": make_lesson_plan(
            maria, title="Wycofana lekcja", state=AuthorState.WITHDRAWN
        ),
        "waiting": make_lesson_plan(
            maria, title="Czekająca lekcja", state=AuthorState.WAITING
        ),
    }


def _attach_file(plan: LessonPlan, owner: User) -> StoredFile:
    file = make_file(owner, "karta-szkolna.pdf")
    Attachment.objects.create(material=plan, file=file)
    FileText.objects.create(
        sha256=file.sha256, state=TextState.READ, pages=[SECRETS["attachment"]]
    )
    return file


def _make_topic(network: Network, maria: User, karol: User) -> Topic:
    topic = make_topic(maria, karol, network=network, title=f"Wątek {SECRETS['topic']}")
    make_post(topic, author=karol, text=f"Odpowiedź {SECRETS['topic']}")
    return topic


def _make_news(
    title: str, audience: NewsAudience, institution: Institution | None, author: User
) -> News:
    return News.objects.create(
        title=title,
        slug="aktualnosc",
        lead=f"{title}: co, gdzie i kiedy.",
        body="Zapraszamy.",
        audience=audience,
        institution=institution,
        author=author,
    )
