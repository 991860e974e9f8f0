"""What an institution says about itself."""

from dataclasses import dataclass, fields

from django.db import transaction

from accounts.models import Institution
from home.actions.pictures import PICTURE_FIELDS, ShownPicture, put_picture
from home.exceptions import ProfileChangedMeanwhile
from home.models import InstitutionProfile


@dataclass(frozen=True)
class ProfileText:
    """What the head or the office writes."""

    description: str = ""
    street: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hours: str = ""
    shows_head: bool = False


@transaction.atomic
def describe_institution(
    institution: Institution,
    text: ProfileText,
    *,
    picture: ShownPicture | None = None,
    seen_version: int = 0,
) -> InstitutionProfile:
    """Put the description of an institution in force.

    Raises `ProfileChangedMeanwhile` if somebody else saved since it was opened.
    """
    # Two people of one institution race; the institution's row is always there.
    Institution.objects.select_for_update().get(pk=institution.pk)
    profile = InstitutionProfile.objects.filter(institution=institution).first()
    if (profile.version if profile else 0) != seen_version:
        raise ProfileChangedMeanwhile(institution)
    written = [field.name for field in fields(ProfileText)]
    saved = profile or InstitutionProfile(institution=institution, version=0)
    for name in written:
        setattr(saved, name, getattr(text, name))
    put_picture(saved, picture)
    saved.version += 1
    saved.save(
        update_fields=[*written, *PICTURE_FIELDS, "version", "changed_at"]
        if profile
        else None
    )
    return saved
