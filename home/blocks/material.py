import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue

_ADDRESS = re.compile(r"(?:^|/bank/)(\d{1,9})(?:-[\w-]*)?/?$", re.ASCII)


def material_key(address: str) -> int | None:
    """Read the number of a material from its address, or from the bare number."""
    found = _ADDRESS.search(address.strip())
    return int(found.group(1)) if found else None


class MaterialAddressBlock(CharBlock):
    def clean(self, value: str) -> str:
        address: str = super().clean(value)
        if material_key(address) is None:
            raise ValidationError(
                _("Paste the address of a material, such as /bank/12-ulamki/.")
            )
        return address

    def get_searchable_content(self, value: str) -> list[str]:  # noqa: ARG002
        """An address is read by nobody: not a word of the page."""
        return []


class MaterialBlock(StructBlock):
    """One material of the bank, shown only to whom it is visible."""

    address = MaterialAddressBlock(
        label=_("Address of the material"),
        max_length=300,
        help_text=_("Who may not see the material will not see this block either."),
    )
    note = CharBlock(label=_("Why it is worth a look"), max_length=200, required=False)

    class Meta:
        label = _("Material")
        icon = "doc-full"
        template = "home/blocks/material.html"

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Give the material that the page loaded; none, when invisible or absent."""
        context: dict[str, Any] = super().get_context(
            value, parent_context=parent_context
        )
        key = material_key(value["address"])
        context["material"] = context.get("materials", {}).get(key)
        return context
