from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import URLPattern, include, path

from home.views import failures
from home.views.descriptions import institution_describe
from home.views.feeds import institution_feed, news_feed
from home.views.files import site_file
from home.views.health import health
from home.views.help import guide, help_basics, help_page, leaflet
from home.views.institutions import institution, institution_list
from home.views.news import (
    news_item,
    news_list,
    news_restore,
    news_revise,
    news_revise_preview,
    news_withdraw,
    news_write,
    news_write_preview,
)
from home.views.panel import panel, panel_table, report, report_table
from home.views.robots import robots
from home.views.sitemap import (
    sitemap,
    sitemap_materials,
    sitemap_news,
    sitemap_pages,
)
from home.views.start import start
from home.views.statements import (
    accessibility,
    accessibility_edit,
    privacy,
    privacy_edit,
)
from home.views.style_page import style_page
from home.views.theme import theme
from home.views.who_sees import who_sees_what


def as_files(
    prefix: str, view: Callable[..., HttpResponseBase], *, name: str
) -> list[URLPattern]:
    """Give the addresses of a table as each kind of file."""
    return [
        path(f"{prefix}.{kind}", view, {"extension": kind}, name=f"{name}_{kind}")
        for kind in ("xlsx", "csv")
    ]


urlpatterns = [
    path("", start, name="start"),
    path("aktualnosci/", news_list, name="news_list"),
    path("aktualnosci/kanal/", news_feed, name="news_feed"),
    path("aktualnosci/nowa/", news_write, name="news_write"),
    path("aktualnosci/nowa/podglad/", news_write_preview, name="news_write_preview"),
    path("aktualnosci/<int:pk>-<slug:slug>/", news_item, name="news_item"),
    path("aktualnosci/<int:pk>/zmiana/", news_revise, name="news_revise"),
    path(
        "aktualnosci/<int:pk>/zmiana/podglad/",
        news_revise_preview,
        name="news_revise_preview",
    ),
    path("aktualnosci/<int:pk>/wycofanie/", news_withdraw, name="news_withdraw"),
    path("aktualnosci/<int:pk>/przywrocenie/", news_restore, name="news_restore"),
    path("placowki/", institution_list, name="institution_list"),
    path("placowki/<slug:slug>/", institution, name="institution"),
    path(
        "placowki/<slug:slug>/opis/", institution_describe, name="institution_describe"
    ),
    path("placowki/<slug:slug>/kanal/", institution_feed, name="institution_feed"),
    path("panel/", panel, name="panel"),
    *as_files("panel/placowki", panel_table, name="panel"),
    path("placowki/<slug:slug>/zestawienie/", report, name="report"),
    *as_files("placowki/<slug:slug>/zestawienie", report_table, name="report"),
    path("deklaracja-dostepnosci/", accessibility, name="accessibility"),
    path(
        "deklaracja-dostepnosci/zmiana/", accessibility_edit, name="accessibility_edit"
    ),
    path("prywatnosc/", privacy, name="privacy"),
    path("prywatnosc/zmiana/", privacy_edit, name="privacy_edit"),
    path("wdrozenie/", include("home.setup.urls")),
    path("pomoc/", help_page, name="help"),
    path("pomoc/podstawy/", help_basics, name="help_basics"),
    path("pomoc/<slug:slug>/", guide, name="guide"),
    path("ulotka/", leaflet, name="leaflet"),
    path("stan/", health, name="health"),
    path("stan/poczta/", failures.mail, name="mail"),
    *as_files("stan/poczta/niewyslane", failures.mail_table, name="mail"),
    path("stan/poczta/ponow/", failures.mail_retry, name="mail_retry"),
    path("stan/poczta/odrzucone/", failures.refused, name="mail_refused"),
    *as_files("stan/poczta/odrzucone", failures.refused_table, name="mail_refused"),
    path(
        "stan/poczta/odrzucone/<int:pk>/ponow/",
        failures.refused_retry,
        name="mail_refused_retry",
    ),
    path("stan/zadania/", failures.work, name="work"),
    *as_files("stan/zadania", failures.work_table, name="work"),
    path("stan/zadania/<int:pk>/ponow/", failures.job_retry, name="job_retry"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-strony.xml", sitemap_pages, name="sitemap_pages"),
    path("sitemap-aktualnosci-<int:part>.xml", sitemap_news, name="sitemap_news"),
    path(
        "sitemap-materialy-<int:part>.xml", sitemap_materials, name="sitemap_materials"
    ),
    # A dot never stands in the tokens of uploads, so these cannot meet.
    path("pliki/s.<str:token>", site_file, name="site_file"),
    path("motyw/", theme, name="theme"),
    path("kto-co-widzi/", who_sees_what, name="who_sees_what"),
]
if settings.STYLE_PAGE:
    urlpatterns.append(path("styl/", style_page, name="style_page"))
