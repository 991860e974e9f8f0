"""The start page: what the bank is for a guest, what needs doing for a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from home.desk import desk_of
from home.models import News, StartPage
from home.overview import newest_materials, ways_in

NEWS = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        return render(request, "home/desk.html", {"desk": desk_of(request.user)})
    context = {
        "page": StartPage.objects.live().first(),
        "ways": ways_in(request.user),
        "materials": newest_materials(request.user),
        "news": list(
            News.objects.visible_to(request.user).published().for_listing()[:NEWS]
        ),
    }
    return render(request, "home/start.html", context)
