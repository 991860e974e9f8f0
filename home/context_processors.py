from typing import Any

from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, Any]:
    """What `base.html` reads on every page."""
    return {"theme": getattr(request.user, "theme", "auto")}
