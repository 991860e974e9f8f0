"""„Mój pulpit” by role: numbers that are right, and nothing of other people's."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Institution, User
from accounts.roles import Role
from bank.actions.review import claim
from bank.actions.teaching import choose_teaching
from bank.models import (
    AuthorState,
    ClassYear,
    ReviewAssignment,
    Subject,
    TeachingProfile,
    Visibility,
)
from home.desk import Desk, desk_of
from network.actions.following import set_level
from network.models import Level, Membership, MemberState, Post, TopicKind
from tests.factories.accounts import make_user, protect
from tests.factories.bank import make_lesson_plan
from tests.factories.home import make_page
from tests.factories.network import make_member, make_network, make_post, make_topic


def desk(user: User) -> Desk:
    """The desk as the next request would have it."""
    return desk_of(User.objects.get(pk=user.pk))


def fresh_titles(user: User) -> set[str]:
    found = desk(user).fresh
    assert found is not None
    return {str(material) for material in found.materials}


def choose(user: User, *codes: str, classes: tuple[str, ...] = ()) -> TeachingProfile:
    return choose_teaching(
        user,
        subjects=Subject.objects.filter(code__in=codes),
        class_years=ClassYear.objects.filter(code__in=classes),
    )


@pytest.fixture
def _three_materials(karol: User) -> None:
    make_lesson_plan(karol, title="Ułamki", subjects=["matematyka"])
    make_lesson_plan(karol, title="Las", subjects=["przyroda"])
    make_lesson_plan(karol, title="Potęgi", subjects=["matematyka"], class_years=["k8"])


@pytest.mark.usefixtures("_three_materials")
def test_without_a_choice_everything_is_new(maria: User) -> None:
    assert fresh_titles(maria) == {"Ułamki", "Las", "Potęgi"}


@pytest.mark.usefixtures("_three_materials")
def test_chosen_subjects_narrow_what_is_new(maria: User) -> None:
    choose(maria, "przyroda")

    assert fresh_titles(maria) == {"Las"}


@pytest.mark.usefixtures("_three_materials")
def test_chosen_classes_narrow_further(maria: User) -> None:
    choose(maria, "matematyka", classes=("k8",))

    assert fresh_titles(maria) == {"Potęgi"}


@pytest.mark.usefixtures("_three_materials")
def test_a_choice_weighs_more_than_what_one_wrote(maria: User) -> None:
    make_lesson_plan(maria, title="Moje", subjects=["przyroda"])

    assert fresh_titles(maria) == {"Las"}
    choose(maria, "matematyka")
    assert fresh_titles(maria) == {"Ułamki", "Potęgi"}


def test_choosing_subjects_shows_and_widens_no_rights(
    client: Client, maria: User, oskar: User, other_school: Institution
) -> None:
    make_lesson_plan(
        oskar,
        title="Kanarek",
        visibility=Visibility.INSTITUTION,
        institution=other_school,
        subjects=["matematyka"],
    )
    client.force_login(maria)

    answer = client.post(
        "/konto/przedmioty/", {"subjects": ["matematyka"], "class_years": ["k5"]}
    )

    assert answer.status_code == 302
    profile = TeachingProfile.objects.get(user=maria)
    assert [each.code for each in profile.subjects.all()] == ["matematyka"]
    assert "Kanarek" not in fresh_titles(maria)


def test_a_subject_that_is_none_is_refused_and_nothing_lost(
    client: Client, maria: User
) -> None:
    client.force_login(maria)

    answer = client.post(
        "/konto/przedmioty/", {"subjects": ["nic"], "class_years": ["k5"]}
    )

    assert answer.status_code == 200
    assert not TeachingProfile.objects.exists()
    assert answer.context["form"]["class_years"].value() == ["k5"]


def test_queue_is_the_oldest_first_with_who_took_it(
    maria: User, renata: User, karol: User
) -> None:
    old = make_lesson_plan(maria, title="Stary", state=AuthorState.WAITING)
    make_lesson_plan(maria, title="Nowy", state=AuthorState.WAITING)
    now = timezone.now()
    ReviewAssignment.objects.filter(material=old).update(
        submitted_at=now - timedelta(days=18),
        due_on=timezone.localdate() - timedelta(days=1),
    )
    claim(old, by=renata)

    queue = desk(renata).queue

    assert queue is not None
    first = queue.oldest[0]
    assert (str(first.review.material), first.waits) == ("Stary", "czeka 18 dni")
    assert first.review.is_overdue
    assert first.is_mine
    assert (queue.count, queue.mine) == (2, 1)


def test_nobody_reviews_their_own_even_on_the_desk(renata: User) -> None:
    make_lesson_plan(renata, state=AuthorState.WAITING)

    queue = desk(renata).queue

    assert queue is not None
    assert (queue.count, queue.oldest) == (0, [])


def test_median_is_of_the_last_ninety_days(maria: User, renata: User) -> None:
    now = timezone.now()
    for days, decided in ((2, 1), (4, 10), (9, 20), (500, 200)):
        plan = make_lesson_plan(maria)
        end = now - timedelta(days=decided)
        ReviewAssignment.objects.filter(material=plan).update(
            submitted_at=end - timedelta(days=days), decided_at=end
        )
    cache.clear()

    queue = desk(renata).queue

    assert queue is not None
    assert queue.typical == "4 dni"


def test_coordinator_sees_requests_unanswered_and_quiet(
    maria: User, karol: User, oskar: User
) -> None:
    network = make_network(maria, coordinator=karol)
    make_topic(maria, karol, network=network)
    answered = make_topic(maria, karol, network=network)
    make_post(answered, author=karol)
    Membership.objects.create(
        network=network,
        user=oskar,
        state=MemberState.REQUESTED,
        changed_at=timezone.now(),
    )
    Post.objects.filter(author=karol).update(
        created_at=timezone.now() - timedelta(days=31)
    )

    (led,) = desk(karol).led

    assert (led.requests, led.unanswered) == (1, 1)
    assert (led.members, led.writers, led.quiet) == (2, 1, 1)
    assert desk(maria).led == []


def test_writer_who_left_is_not_counted(maria: User, karol: User, oskar: User) -> None:
    network = make_network(maria, oskar, coordinator=karol)
    make_topic(oskar, network=network)
    gone = Membership.objects.filter(network=network, user=oskar)
    gone.update(state=MemberState.ENDED)

    (led,) = desk(karol).led

    assert (led.members, led.writers) == (2, 0)


def test_head_sees_people_and_materials_of_own_institution(
    dorota: User, maria: User, karol: User, oskar: User, school: Institution
) -> None:
    make_lesson_plan(maria)
    make_lesson_plan(maria, state=AuthorState.WAITING)
    make_lesson_plan(karol, state=AuthorState.RETURNED)
    make_lesson_plan(oskar)

    (place,) = desk(dorota).headed

    assert place.institution == school
    assert (place.people, place.active) == (3, 2)
    assert (place.published, place.waiting, place.returned) == (1, 1, 1)
    assert (place.invited, place.asking) == (0, 0)


def test_networks_with_news_come_first_and_link_to_the_first_unread(
    maria: User, karol: User
) -> None:
    make_network(maria, name="A spokojna")
    loud = make_network(maria, karol, name="Z głośna")
    topic = make_topic(karol, network=loud, kind=TopicKind.QUESTION)
    set_level(loud, user=maria, level=Level.WATCHING)
    make_member(make_network(), karol)

    own = desk(maria).networks

    assert [each.network.name for each in own.unread] == [loud.name]
    assert [each.topics for each in own.unread] == [[topic]]
    assert [each.network.name[:10] for each in own.others] == ["A spokojna"]


def test_editor_sees_unpublished_words_first(client: Client, db: None) -> None:
    edyta = make_user("edyta", Role.EDITOR)
    protect(edyta)
    steady = make_page(title="Zasady")
    begun = make_page(title="W pisaniu")
    steady.save_revision().publish()
    begun.save_revision()
    begun.has_unpublished_changes = True
    begun.save(update_fields=["has_unpublished_changes"])

    pages = desk(edyta).pages

    assert (pages[0].page.pk, pages[0].is_draft) == (begun.pk, True)
    assert all(not each.is_draft for each in pages[1:])


def test_administrator_is_told_of_a_worker_that_never_ran(db: None) -> None:
    adam = make_user("adam", Role.ADMINISTRATOR)

    care = desk(adam).care

    assert care is not None
    assert not care.is_well
    assert (care.mails, care.refused, care.jobs) == (0, 0, 0)


def test_other_roles_are_spared_what_is_not_theirs(maria: User) -> None:
    mine = desk(maria)

    assert (mine.queue, mine.care, mine.setup) == (None, None, None)
    assert (mine.led, mine.headed, mine.figures, mine.pages) == ([], [], [], [])
