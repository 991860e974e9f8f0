"""The start page: what the bank is for a guest, what needs doing for a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from home.desk import desk_of
from home.models import StartPage
from home.overview import guest_start


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        return render(request, "home/desk.html", {"desk": desk_of(request.user)})
    page = StartPage.objects.live().first()
    return render(
        request, "home/start.html", {"page": page, **guest_start(request.user)}
    )
