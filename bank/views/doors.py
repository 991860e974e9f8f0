"""Addresses that only take something in, and show a page when it is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.http import AuthenticatedHttpRequest

P = ParamSpec("P")
View = Callable[Concatenate[AuthenticatedHttpRequest, int, P], HttpResponse]


def posted(back: str) -> Callable[[View[P]], View[P]]:
    """Take POST only; whoever comes by the address itself is led `back`.

    A refused form is shown at such an address, and people reload and bookmark it.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: AuthenticatedHttpRequest,
            pk: int,
            *args: P.args,
            **kwargs: P.kwargs,
        ) -> HttpResponse:
            if request.method != "POST":
                return redirect(back, pk)
            return view(request, pk, *args, **kwargs)

        return cast(View[P], guarded)

    return decorate
