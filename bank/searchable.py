"""Published materials as `search` sees them."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from anyascii import anyascii
from django.db.models import Q
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext, ngettext

from accounts.models.audience import audience_tokens
from bank.models import (
    FileText,
    Kind,
    LessonPlan,
    Material,
    MaterialQuerySet,
    MathGame,
)
from bank.models.terms import forget_terms
from bank.search_curriculum import Place, read_places
from bank.search_facets import material_facets, material_measures
from bank.search_files import parts_of, texts_of
from search.sources import Card, Document, Facet, Measure, Reader, Tab

SOURCE = "material"

_SHORT_MINUTES, _LESSON_MINUTES = 15, 45
_MOST_CLASSES = 3
_ICONS = {Kind.LESSON_PLAN: "book-open", Kind.MATH_GAME: "dices"}


class MaterialSource:
    """Keeps `search.sources.Source` for materials of every kind."""

    key = SOURCE

    @property
    def tab(self) -> Tab:
        return Tab("materialy", gettext("Materials"))

    @property
    def facets(self) -> list[Facet]:
        return material_facets()

    @property
    def measures(self) -> list[Measure]:
        return material_measures()

    def all_pks(self) -> Iterator[int]:
        pks = Material.objects.published().order_by("pk").values_list("pk", flat=True)
        return pks.iterator()

    def documents(self, pks: Collection[int]) -> Iterator[Document]:
        found = Material.objects.published().filter(pk__in=pks)
        materials = list(_with_everything_said(found))
        texts, known = texts_of(materials), read_places()
        for material in materials:
            yield _document(material, texts, known)

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        asked = Material.objects.published().filter(pk__in=pks)
        seen = asked.let_in(audience_tokens(user))
        if others := set(pks) - seen:
            # Their visibility does not let this reader in; being an author may.
            rest = Material.objects.published().visible_to(user).filter(pk__in=others)
            seen |= set(rest.values_list("pk", flat=True))
        return seen

    def titled(self, text: str, user: Reader, limit: int) -> list[int]:
        found = Material.objects.published().visible_to(user)
        for word in text.split():
            # The slug is the title without Polish letters and without capitals.
            plain = slugify(anyascii(word))
            in_slug = Q(slug__contains=plain) if plain else Q()
            found = found.filter(Q(title__icontains=word) | in_slug)
        newest = found.order_by("-first_published_at", "-pk")
        return list(newest.values_list("pk", flat=True)[:limit])


def _with_everything_said(found: MaterialQuerySet) -> MaterialQuerySet:
    """Load what `_document` reads."""
    # What is told of a vocabulary's change must not be what was remembered before.
    forget_terms()
    return (
        found.select_related(
            "institution", "license", "lessonplan", "mathgame", "use_total"
        )
        .prefetch_related(
            "authors", "curriculum_nodes", "lessonplan__steps", "attachments"
        )
        .with_terms("subjects", "class_years", "key_competences", "methods", "forms")
    )


def _document(
    material: Material, texts: Mapping[str, FileText], known: Mapping[str, Place]
) -> Document:
    return Document(
        source=SOURCE,
        pk=material.pk,
        title=material.title,
        body="\n".join(part for part in _texts(material) if part),
        keywords="\n".join(_keywords(material)),
        audience=material.audience_tokens,
        facets={
            key: tuple(sorted(values))
            for key, values in _facet_values(material, known).items()
        },
        published_at=material.first_published_at,
        card=_card(material),
        parts=parts_of(material, texts),
        authors=frozenset(_people(material)),
        measures=_measures(material),
    )


def _people(material: Material) -> Iterator[int]:
    """Number the owner and the authors who have an account."""
    own = [material.owner_id, *(each.user_id for each in material.authors.all())]
    return (pk for pk in own if pk is not None)


def _texts(material: Material) -> Iterator[str]:
    yield material.summary
    specific = material.specific
    if isinstance(specific, LessonPlan):
        yield from (specific.goals, specific.success_criteria)
        for step in specific.steps.all():
            yield from (step.title, step.description)
        yield from (specific.flow, specific.resources, specific.evaluation)
    elif isinstance(specific, MathGame):
        yield from (specific.skill, specific.rules)
        yield from (specific.variants, specific.needed_items)


def _keywords(material: Material) -> Iterator[str]:
    """Name what the material is about in the words of the vocabularies."""
    yield str(Kind(material.kind).label)
    yield from material.author_names
    if material.institution:
        yield material.institution.name
    lists: Iterable[Iterable[object]] = (
        material.subjects.all(),
        material.class_years.all(),
        [class_year.in_figures for class_year in material.class_years.all()],
        {class_year.stage for class_year in material.class_years.all()},
        material.key_competences.all(),
        material.curriculum_nodes.all(),
        material.methods.all(),
        material.forms.all(),
    )
    for terms in lists:
        yield from sorted(str(term) for term in terms)


def _facet_values(
    material: Material, known: Mapping[str, Place]
) -> dict[str, Iterable[str]]:
    classes = material.class_years.all()
    codes = [node.code for node in material.curriculum_nodes.all()]
    found = [known[code] for code in codes if code in known]
    subjects = [subject.code for subject in material.subjects.all()]
    return {
        # All levels, so that a subject counts whatever stands under it.
        "przedmiot": {*subjects, *(each.subject for each in found)} - {""},
        "dzial": {each.section for each in found} - {""},
        "punkt": {code for each in found for code in each.items},
        "etap": sorted({class_year.stage.code for class_year in classes}),
        "klasa": [class_year.code for class_year in classes],
        "rodzaj": [material.kind],
        "czas": [_time(material.duration_minutes)] if material.duration_minutes else [],
        "kompetencja": [each.code for each in material.key_competences.all()],
        "placowka": [str(material.institution_id)] if material.institution_id else [],
        "licencja": [material.license.code] if material.license else [],
        "metoda": [method.code for method in material.methods.all()],
        "forma": [form.code for form in material.forms.all()],
        "autor": list(material.author_names),
    }


def _measures(material: Material) -> dict[str, int]:
    """Give its time, and its use as search was last told: never live counts."""
    total = getattr(material, "use_total", None)
    found = {
        "odczyty": total.reads if total else 0,
        "zastosowania": total.uses if total else 0,
    }
    minutes = material.duration_minutes
    return found if minutes is None else {**found, "minuty": minutes}


def _time(minutes: int) -> str:
    if minutes <= _SHORT_MINUTES:
        return "do-15"
    return "16-45" if minutes <= _LESSON_MINUTES else "dluzej"


def _card(material: Material) -> Card:
    facts = [
        gettext("Starter material") if material.is_starter else "",
        capfirst(", ".join(subject.label for subject in material.subjects.all())),
        _class_span([each.label for each in material.class_years.all()]),
        _minutes(material.duration_minutes) if material.duration_minutes else "",
        ", ".join(material.author_names),
        material.institution.name if material.institution else "",
        material.license.label if material.license else "",
    ]
    return Card(
        url=material.get_absolute_url(),
        kind=str(Kind(material.kind).label),
        title=material.title,
        summary=material.summary,
        facts=tuple(fact for fact in facts if fact),
        icon=_ICONS[Kind(material.kind)],
    )


def _minutes(number: int) -> str:
    return ngettext("%(n)d minute", "%(n)d minutes", number) % {"n": number}


def _class_span(labels: list[str]) -> str:
    if len(labels) > _MOST_CLASSES:
        return f"{labels[0]} – {labels[-1]}"
    return ", ".join(labels)
