"""The one form of a material: nothing is required to save, six things to send."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import AccessGroup, User
from accounts.roles import Role
from bank.actions.content import MOST_AUTHORS, AttachedFile
from bank.forms.authors import authors_of, find_person
from bank.forms.vocabularies import (
    Choices,
    TermField,
    TermsField,
    grouped_methods,
    terms,
)
from bank.models import (
    ClassYear,
    CurriculumNode,
    KeyCompetence,
    License,
    Material,
    RightsBasis,
    RightsHolder,
    Subject,
    TeachingMethod,
    Visibility,
    WorkForm,
)
from bank.models.material import LONGEST_MINUTES
from bank.versions import Change

NEEDED = ("title", "subject", "class_years", "duration_minutes", "summary")
_MANY = ("class_years", "key_competences", "methods", "forms", "curriculum_nodes")
_PLAIN = (
    "title",
    "summary",
    "duration_minutes",
    "rights_basis",
    "rights_holder",
    "visibility",
)


class MaterialForm(forms.Form):
    """What every material asks for; a kind adds its own fields."""

    KIND_FIELDS: ClassVar[tuple[str, ...]] = ()

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Say what the pupils do: this is how others search."),
    )
    subject = TermField(Subject, _("Subject"))
    class_years = TermsField(ClassYear, _("Class or age group"))
    duration_minutes = forms.IntegerField(
        label=_("Time in minutes"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        required=False,
    )
    summary = forms.CharField(
        label=_("One sentence of summary"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What happens and what the pupils will be able to do."),
    )
    more_subjects = TermsField(Subject, _("More subjects"))
    key_competences = TermsField(KeyCompetence, _("Key competences"))
    methods = TermsField(TeachingMethod, _("Methods"))
    curriculum_nodes = TermsField(CurriculumNode, _("Core curriculum"))
    person = forms.CharField(
        label=_("Add a person"),
        max_length=160,
        required=False,
        help_text=_(
            "First and last name, or the service e-mail address, of somebody who has "
            "an account here."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    visibility = forms.ChoiceField(
        label=_("Who will see it"),
        choices=Visibility.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    visibility_group = forms.ChoiceField(label=_("Which network"), required=False)
    visibility_roles = forms.MultipleChoiceField(
        label=_("Which roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    license = TermField(License, _("Licence"))
    rights_basis = forms.ChoiceField(
        label=_("Rights to the content"),
        choices=RightsBasis.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    rights_holder = forms.ChoiceField(
        label=_("Whose the rights are"), choices=RightsHolder.choices, required=False
    )

    rights_confirmed = forms.BooleanField(
        label=_(
            "I have the right to share all of this: the text, the pictures and the "
            "files. There are no pupils' names or faces in it without consent."
        ),
        required=False,
    )
    # Last, because from here on the name means the field.
    forms = TermsField(WorkForm, _("Forms of work"))

    def __init__(self, *args: Any, material: Material, user: User, **options: Any):  # noqa: ANN204 - ruff reads the class of Django's forms here
        options.setdefault("initial", initial_of(material))
        super().__init__(*args, **options)
        self.material, self.user = material, user
        self.conflict: list[Change] = []
        self.marked: frozenset[str] = frozenset()  # from a file, to be looked through
        self.detached = ""  # the token of a file to leave out
        # A name half typed is nothing yet when the script saves.
        self.takes_person, self.needs_person = True, False
        self.authors = authors_of(material, by=user, data=self._sent())
        for name, choices in self._choices().items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name in NEEDED:
            self.fields[name].is_needed = True  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # no silent cutting of a paste

    def _choices(self) -> dict[str, Choices]:
        """Ask for every list once."""
        material = self.material
        subjects = terms(Subject, kept={each.code for each in material.subjects.all()})
        classes = {each.code for each in material.class_years.all()}
        return {
            "subject": [("", _("Choose")), *subjects],
            "more_subjects": subjects,
            "class_years": terms(ClassYear, kept=classes),
            "key_competences": terms(KeyCompetence),
            "methods": grouped_methods(),
            "forms": terms(WorkForm),
            "license": [("", _("Not chosen")), *terms(License)],
            "curriculum_nodes": self._nodes(),
            "visibility_group": self._groups(),
        }

    def _groups(self) -> Choices:
        mine = Q(members__user=self.user) | Q(pk=self.material.visibility_group_id)
        groups = AccessGroup.objects.filter(mine).distinct().order_by("name")
        return [("", str(_("Choose"))), *((str(g.pk), g.name) for g in groups)]

    def _nodes(self) -> Choices:
        """Offer the sections of the chosen subjects, and whatever was chosen before."""
        codes = [subject.code for subject in self.material.subjects.all()]
        chosen = [node.code for node in self.material.curriculum_nodes.all()]
        nodes = CurriculumNode.objects.filter(
            Q(subject__code__in=codes, kind="section") | Q(code__in=chosen)
        ).select_related("version")
        return [
            (node.code, f"{node.number} {node.label} · {node.version}")
            for node in nodes
        ]

    def _sent(self) -> QueryDict | None:
        return cast(QueryDict, self.data) if self.is_bound else None

    def clean_person(self) -> str:
        """Put the person typed among the authors, and empty the field."""
        typed: str = self.cleaned_data["person"]
        if not typed and self.needs_person:
            raise ValidationError(_("Type a name or an address first."))
        if not typed or not self.takes_person:
            return typed
        person = find_person(typed, by=self.user)
        if person not in self.authors:
            if len(self.authors) >= MOST_AUTHORS:
                words = _("There can be at most %(most)d authors.")
                raise ValidationError(words % {"most": MOST_AUTHORS})
            self.authors.append(person)
        rest = cast(QueryDict, self.data).copy()
        rest["person"] = ""
        self.data = rest
        return ""

    def mark(self, names: Iterable[str]) -> None:
        """Mark the fields that a file filled in and nobody has looked through."""
        self.marked = frozenset(names)
        for name in self.marked & self.fields.keys():
            self.fields[name].is_from_file = True  # type: ignore[attr-defined]

    @property
    def terms_from_file(self) -> list[str]:
        """The methods and forms that a file named: seen without opening the list."""
        if not self.marked & {"methods", "forms"}:
            return []
        terms = [*self.material.methods.all(), *self.material.forms.all()]
        return [term.label for term in terms]

    @property
    def are_steps_marked(self) -> bool:
        return "steps" in self.marked

    def to_data(self) -> dict[str, Any]:
        """Give what `save_draft` and `correct` take."""
        cleaned = self.cleaned_data
        data = {name: cleaned[name] for name in (*_PLAIN, *_MANY, *self.KIND_FIELDS)}
        first = [cleaned["subject"]] if cleaned["subject"] else []
        data["subjects"] = list(dict.fromkeys([*first, *cleaned["more_subjects"]]))
        data["license"] = cleaned["license"]
        data["attachments"] = self.attached()
        data["visibility_roles"] = cleaned["visibility_roles"]
        data["visibility_group_id"] = cleaned["visibility_group"] or None
        return _settled(data, self.material, self.user)

    def sharing_sentence(self) -> str:
        """Say in one sentence who sees the material and what they may do with it."""
        visibility = Visibility(self.material.visibility)
        words = _("It will be seen by: %(who)s. Licence: %(licence)s.")
        return words % {
            "who": visibility.label,
            "licence": self.material.license or _("not chosen"),
        }

    def attached(self) -> list[AttachedFile]:
        """Give the files already here, with what was typed about each."""
        return [
            AttachedFile(
                each.file, self.data.get(f"file-{each.file.token}", each.title)[:160]
            )
            for each in self.material.attachments.all()
            if each.file.token != self.detached
        ]

    def carry_on_from(self, saved: Material) -> None:
        """Go on from what was just saved, so that the next save is no conflict."""
        self.material = saved
        self.start_from(saved.edit_version)

    def start_from(self, version: int) -> None:
        """Let the next press save over this version, knowingly."""
        typed = cast(QueryDict, self.data).copy()
        typed["version"] = str(version)
        self.data = typed

    def add_refusal(self, error: ValidationError) -> None:
        """Put what an action refused beside the fields it names."""
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)


def initial_of(material: Material) -> dict[str, Any]:
    """Give what the form shows before anything is typed."""
    subjects = [subject.code for subject in material.subjects.all()]
    initial: dict[str, Any] = {name: getattr(material, name) for name in _PLAIN}
    for name in _MANY:
        initial[name] = [term.code for term in getattr(material, name).all()]
    return initial | {
        "version": material.edit_version,
        "subject": subjects[0] if subjects else "",
        "more_subjects": subjects[1:],
        "license": material.license.code if material.license else "",
        "visibility_group": str(material.visibility_group_id or ""),
        "visibility_roles": sorted(material.allowed_roles),
    }


def _settled(data: dict[str, Any], material: Material, user: User) -> dict[str, Any]:
    """Fill in what a browser may leave out, and name the audience chosen."""
    for name in ("rights_basis", "rights_holder", "visibility"):
        data[name] = data[name] or getattr(material, name)
    group = data.pop("visibility_group_id")
    network = data["visibility"] == Visibility.NETWORK
    own = data["visibility"] == Visibility.INSTITUTION
    data["visibility_group"] = (
        AccessGroup.objects.filter(pk=group).first() if network and group else None
    )
    data["visibility_institution"] = (
        material.visibility_institution or user.institution if own else None
    )
    if data["visibility"] != Visibility.ROLES:
        data["visibility_roles"] = []
    return data
