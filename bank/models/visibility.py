from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Visibility(models.TextChoices):
    """Who may open a published material."""

    PUBLIC = "public", _("everyone on the internet")
    SIGNED_IN = "signed_in", _("everyone signed in")
    INSTITUTION = "institution", _("one institution")
    NETWORK = "network", _("one network")
    ROLES = "roles", _("people of chosen roles")
    AUTHOR = "author", _("only the authors")


# Offered first in the form; the rest stands under „więcej”.
USUAL_VISIBILITIES = (Visibility.SIGNED_IN, Visibility.PUBLIC, Visibility.INSTITUTION)


class RightsBasis(models.TextChoices):
    """What the authors say about the rights to everything in the material."""

    OWN = "own", _("all of it is our own work")
    OPEN = "open", _("our own work with parts under open licences, named in it")
    QUOTED = "quoted", _("it contains others' work used for teaching only")


class RightsHolder(models.TextChoices):
    """To whom the economic rights belong: duties at work may decide."""

    AUTHOR = "author", pgettext_lazy("rights holder", "the author")
    INSTITUTION = "institution", pgettext_lazy("rights holder", "the institution")
    JOINT = "joint", pgettext_lazy("rights holder", "both together")
