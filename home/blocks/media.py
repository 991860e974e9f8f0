from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock


class DescribedImageBlock(StructBlock):
    """An image that somebody who cannot see it can follow, too."""

    image = ImageChooserBlock(label=_("Image"))
    alt = CharBlock(
        label=_("What the image shows"),
        max_length=250,
        help_text=_("Read aloud to people who cannot see the image."),
    )
    caption = CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        label = _("Image")
        icon = "image"
        template = "home/blocks/image.html"
