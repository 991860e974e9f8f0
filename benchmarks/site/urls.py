"""The site's own addresses, and the reference page: base layout with an empty body."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

_EMPTY = engines["django"].from_string('{% extends "base.html" %}')


def reference(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_EMPTY.render({}, request))


urlpatterns = [path("wzorzec/", reference), *site]
