"""News and editorial pages, made as tests need them."""

import io

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image

from accounts.models import Institution, User
from home.actions.news import NewsText, write_news
from home.models import InformationPage, News, NewsAudience, SiteImage, StartPage


def make_news(
    author: User,
    *,
    title: str = "Dzień otwarty w laboratorium",
    audience: NewsAudience = NewsAudience.PUBLIC,
    institution: Institution | None = None,
    body: str = "",
) -> News:
    text = NewsText(
        title=title,
        lead="Zapraszamy na godzinę doświadczeń.",
        body=body,
        published_on=timezone.localdate(),
        audience=audience,
        institution=institution,
    )
    return write_news(text, author=author)


def make_page(
    *blocks: tuple[str, object], title: str = "Zasady banku", live: bool = True
) -> InformationPage:
    """Make an information page of `blocks` under the start page."""
    page = InformationPage(
        title=title, slug=f"strona-{InformationPage.objects.count()}"
    )
    page.body = list(blocks)
    page.live = live
    StartPage.objects.get().add_child(instance=page)
    return page


def make_image(title: str = "Las") -> SiteImage:
    """Make an image whose file tells, in EXIF, where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "KANAREK"
    buffer = io.BytesIO()
    Image.new("RGB", (640, 480), "green").save(buffer, "JPEG", exif=exif)
    buffer.seek(0)
    image = SiteImage(title=title)
    image.file = ImageFile(buffer, name="zdjecie-z-wycieczki.jpg")
    image.save()
    image.file.close()
    return image
