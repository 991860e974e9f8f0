from accounts.models import User


def choose_theme(user: User, *, theme: str) -> None:
    """Remember the theme `user` wants on every device."""
    user.theme = theme
    user.save(update_fields=["theme"])
