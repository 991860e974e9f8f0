from django.conf import settings
from django.urls import path

from home.views.style_page import style_page
from home.views.theme import theme

urlpatterns = [path("motyw/", theme, name="theme")]
if settings.STYLE_PAGE:
    urlpatterns.append(path("styl/", style_page, name="style_page"))
