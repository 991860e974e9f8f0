"""One picture is kept once, however often and however quickly it is sent."""

from accounts.models import User
from home.actions.pictures import keep_picture
from home.models import Picture
from tests.home.test_news_pictures import photo


def test_two_clicks_at_once_do_not_spoil_a_picture(maria: User) -> None:
    first = keep_picture(photo(), owner=maria)
    # What two requests at once leave: neither saw the row of the other.
    sizes = {"small": first.small, "medium": first.medium, "large": first.large}
    Picture.objects.create(owner=maria, **sizes)

    assert keep_picture(photo(), owner=maria) == first
