from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock


def is_safe_address(address: str) -> bool:
    """Say whether a link may lead there: a page of ours, or the open web."""
    if any(ord(sign) <= ord(" ") or sign == "\\" for sign in address):
        return False
    ours = address.startswith("/") and not address.startswith("//")
    return ours or address.startswith("https://")


class AddressBlock(CharBlock):
    """A link that an editor pastes."""

    def clean(self, value: str) -> str:
        address: str = super().clean(value)
        if not is_safe_address(address):
            raise ValidationError(
                _("Start the address with „/” for our own page or with „https://”.")
            )
        return address

    def get_searchable_content(self, value: str) -> list[str]:  # noqa: ARG002
        """An address is read by nobody: not a word of the page."""
        return []


class CallToActionBlock(StructBlock):
    """One thing the reader should do next."""

    label = CharBlock(label=_("Words on the button"), max_length=60)
    address = AddressBlock(label=_("Address"), max_length=300)
    weight = ChoiceBlock(
        label=_("Weight"),
        choices=[("main", _("main")), ("quiet", _("quiet"))],
        default="main",
    )

    class Meta:
        label = _("Button")
        icon = "link"
        template = "home/blocks/call_to_action.html"
