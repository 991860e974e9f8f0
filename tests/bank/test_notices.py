"""Who is told of what happens to a material, and what they may read of it."""

from collections.abc import Callable

from django.core.mail import EmailMessage

from accounts.models import User
from accounts.roles import Role
from bank.actions.published import withdraw
from bank.actions.review import publish, send_back
from bank.actions.submission import cancel_submission, submit_for_review
from bank.models import AuthorState, Visibility
from notifications.entries import visible_entries
from notifications.models import Notification
from tests.factories.accounts import make_user
from tests.factories.bank import make_lesson_plan


def heard(person: User) -> list[str]:
    mine = Notification.objects.filter(user=person).order_by("pk")
    return [notification.kind for notification in mine]


def test_moderators_hear_of_a_submission_but_not_its_authors(
    maria: User, renata: User, oskar: User
) -> None:
    writing = make_user("ryszard", Role.MODERATOR)

    make_lesson_plan(maria, state=AuthorState.WAITING, coauthors=[writing])

    assert heard(renata) == ["material.submitted"]
    assert heard(writing) == heard(oskar) == heard(maria) == []


def test_the_notice_leads_to_the_review_of_this_very_material(
    maria: User, renata: User
) -> None:
    make_lesson_plan(maria, state=AuthorState.DRAFT)
    for _number in range(2):
        plan = make_lesson_plan(maria, state=AuthorState.WAITING)

    newest = Notification.objects.filter(user=renata).order_by("-pk")[:1]
    [entry] = visible_entries(newest, renata)

    review = plan.reviews.get()
    assert review.pk != plan.pk
    assert entry.shown.url == f"/recenzje/{review.pk}/"


def test_authors_hear_what_became_of_it(maria: User, renata: User, karol: User) -> None:
    plan = make_lesson_plan(maria, state=AuthorState.WAITING, coauthors=[karol])

    publish(plan, by=renata, version=1)
    withdraw(plan, by=renata, reason="Nieaktualne.")

    assert heard(maria) == heard(karol) == ["material.published", "material.withdrawn"]


def test_reason_reaches_the_author_and_no_subject_line(
    maria: User,
    renata: User,
    run_jobs: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    plan = make_lesson_plan(maria, title="Tajna pizza", state=AuthorState.WAITING)

    send_back(plan, by=renata, reason="Dopisz cele.")
    run_jobs()

    [mail] = [message for message in mailoutbox if message.to == [maria.email]]
    assert "Dopisz cele." in str(mail.body)
    assert "Tajna" not in mail.subject


def test_wagtail_sends_no_mail_of_its_own(
    maria: User, renata: User, mailoutbox: list[EmailMessage]
) -> None:
    User.objects.create_superuser("root@example.org", "sowa czyta po nocy")
    plan = make_lesson_plan(maria, state=AuthorState.RETURNED)

    submit_for_review(plan, by=maria, rights_confirmed=True)
    publish(plan, by=User.objects.get(email="recenzentka@example.org"), version=1)

    assert [mail.subject for mail in mailoutbox] == []


def test_right_to_read_is_asked_again_when_shown(maria: User, renata: User) -> None:
    plan = make_lesson_plan(
        maria, state=AuthorState.WAITING, visibility=Visibility.AUTHOR
    )
    before = visible_entries(Notification.objects.filter(user=renata), renata)

    cancel_submission(plan, by=maria)
    after = visible_entries(Notification.objects.filter(user=renata), renata)

    assert len(before) == 1
    assert after == []
