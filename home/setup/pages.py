"""What each step of the setup list asks for, and where it is done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from home.models import SetupStep


@dataclass(frozen=True)
class StepPage:
    """The page of a step, and in a sentence what it is for."""

    url_name: str
    hint: StrPromise
    icon: str
    # Steps that no query can see: somebody says they are done.
    is_said: bool = False

    @property
    def url(self) -> str:
        return reverse(self.url_name)


PAGES: dict[SetupStep, StepPage] = {
    SetupStep.MUNICIPALITY: StepPage(
        "setup:municipality",
        _("Its name stands at the top of every page."),
        "landmark",
    ),
    SetupStep.CONTROLLER: StepPage(
        "setup:controller",
        _("The privacy page tells people whom to ask about their data."),
        "shield-check",
    ),
    SetupStep.ACCESSIBILITY: StepPage(
        "accessibility_edit",
        _("The law asks for it before the site opens to the public."),
        "accessibility",
    ),
    SetupStep.INSTITUTIONS: StepPage(
        "setup:institutions",
        _("With their numbers in the national register, from one table."),
        "school",
    ),
    SetupStep.MAIL: StepPage(
        "setup:mail",
        _("Invitations travel by mail: see whether a message really arrives."),
        "mail",
    ),
    SetupStep.PEOPLE: StepPage(
        "setup:people",
        _("Moderators vet what teachers write; heads bring their staff in."),
        "user-round-check",
    ),
    SetupStep.VOCABULARIES: StepPage(
        "setup:vocabularies",
        _("What nobody here teaches need not stand in every form."),
        "list-filter",
        is_said=True,
    ),
    SetupStep.STARTER: StepPage(
        "setup:starter",
        _("So that the first teacher who searches finds something."),
        "package-open",
    ),
    SetupStep.BACKUP: StepPage(
        "setup:backup",
        _("Make a copy and try to restore it, before anybody needs it."),
        "archive",
        is_said=True,
    ),
}
