"""Why something about the site's own content could not be done."""


class HomeError(Exception):
    """Base of what `home` refuses."""


class NewsChangedMeanwhile(HomeError):
    """Somebody saved the piece of news after this form was opened."""


class ProfileChangedMeanwhile(HomeError):
    """Somebody saved the institution's description after this form was opened."""
