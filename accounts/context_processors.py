from django.conf import settings
from django.http import HttpRequest


def demonstration(request: HttpRequest) -> dict[str, bool]:  # noqa: ARG001
    """Pages that explain the second factor say when it is not asked for."""
    return {"demo": settings.DEMO}
