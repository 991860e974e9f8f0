"""Materials, made as tests need them."""

from collections.abc import Iterable

from accounts.models import AccessGroup, Institution, User
from accounts.roles import Role
from bank.actions.published import withdraw
from bank.actions.review import publish, send_back
from bank.actions.submission import submit_for_review
from bank.models import (
    AuthorState,
    ClassYear,
    LessonPlan,
    LessonStep,
    License,
    Material,
    MaterialAuthor,
    MathGame,
    Subject,
    Visibility,
)
from bank.models.audience import write_roles
from tests.factories.accounts import make_user


def make_lesson_plan(
    owner: User | None = None,
    *,
    title: str = "Pizza, tort i czekolada",
    summary: str = "Uczniowie dzielą papierowe pizze i zapisują ułamki.",
    state: AuthorState = AuthorState.PUBLISHED,
    steps: Iterable[tuple[str, int]] = (("Wejście", 10), ("Praca w parach", 35)),
    **options: object,
) -> LessonPlan:
    """Make a lesson plan; see `_finish` for the options."""
    plan = LessonPlan(
        owner=owner or make_user("autorka-planu", Role.TEACHER),
        title=title,
        summary=summary,
        goals="Umiem podzielić całość na równe części.",
        duration_minutes=45,
    )
    plan.steps.set(
        LessonStep(sort_order=number, title=name, minutes=minutes)
        for number, (name, minutes) in enumerate(steps)
    )
    _finish(plan, state, **options)  # type: ignore[arg-type]
    return plan


def make_math_game(
    owner: User | None = None,
    *,
    title: str = "Wyścig do setki",
    summary: str = "Dwie osoby dodają oczka i ścigają się do stu.",
    state: AuthorState = AuthorState.PUBLISHED,
    rules: str = "Rzucajcie kostką na zmianę i dodawajcie oczka.",
    **options: object,
) -> MathGame:
    """Make a mathematical game; see `_finish` for the options."""
    game = MathGame(
        owner=owner or make_user("autorka-gry", Role.TEACHER),
        title=title,
        summary=summary,
        rules=rules,
        players_min=2,
        players_max=4,
        duration_minutes=20,
    )
    _finish(game, state, **options)  # type: ignore[arg-type]
    return game


def _finish(
    material: Material,
    state: AuthorState,
    *,
    visibility: Visibility = Visibility.SIGNED_IN,
    institution: Institution | None = None,
    group: AccessGroup | None = None,
    roles: Iterable[str] = (),
    coauthors: Iterable[User] = (),
    subjects: Iterable[str] = ("matematyka",),
    class_years: Iterable[str] = ("k5",),
    license: str = "cc-by-sa-4.0",  # noqa: A002
) -> None:
    """Fill in what every kind has, save, and bring to the state wanted.

    `subjects`, `class_years` and `license` are codes. `institution`, `group` and
    `roles` say to whom the visibility of that name opens the material.
    """
    material.visibility = visibility
    material.visibility_institution = institution
    material.visibility_group = group
    material.visibility_roles = write_roles(list(roles))
    material.institution = material.owner.institution if material.owner else None
    material.license = License.objects.get(code=license)
    material.subjects.set(Subject.objects.filter(code__in=list(subjects)))
    material.class_years.set(ClassYear.objects.filter(code__in=list(class_years)))
    material.authors.set(
        MaterialAuthor(user=user, sort_order=number)
        for number, user in enumerate([material.owner, *coauthors])
    )
    material.save()
    material.save_revision(user=material.owner, clean=False)
    _bring_to(material, state)


def _bring_to(material: Material, state: AuthorState) -> None:
    """Send it through the real actions, at the hands of a moderator of our own."""
    if state == AuthorState.DRAFT or material.owner is None:
        return
    submit_for_review(material, by=material.owner, rights_confirmed=True)
    reviewer = _reviewer()
    if state in {AuthorState.PUBLISHED, AuthorState.WITHDRAWN}:
        publish(material, by=reviewer, version=material.edit_version)
    if state == AuthorState.WITHDRAWN:
        withdraw(material, by=material.owner, reason="Zawiera nieaktualne dane.")
    if state == AuthorState.RETURNED:
        send_back(material, by=reviewer, reason="Dopisz, proszę, kryteria sukcesu.")
    material.refresh_from_db()


def _reviewer() -> User:
    """The moderator of all factories, who writes nothing."""
    known = User.objects.filter(email="recenzentka@example.org").first()
    return known or make_user("recenzentka", Role.MODERATOR)
