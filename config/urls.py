from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("", include("accounts.urls.doors")),
    path("", include("accounts.urls")),
    path("konto/", include("allauth.urls")),
    path("placowki/<slug:slug>/osoby/", include("accounts.urls.staff")),
    path("zaproszenie/", include("accounts.urls.invitation")),
    path("dolacz/", include("accounts.urls.joining")),
    path("powiadomienia/", include("notifications.urls")),
    path("", include("search.urls")),
    path("sieci/", include("network.urls")),
    # Before the bank's, whose address of a file would match ours, too.
    path("", include("home.urls")),
    path("", include("bank.urls")),
    path("cms/", include(wagtailadmin_urls)),
    # Last of all: pages that editors add at addresses of their own.
    re_path(r"^((?:[\w\-]+/)*)$", wagtail_views.serve, name="wagtail_serve"),
]

handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.forbidden"
handler404 = "home.views.errors.not_found"
handler500 = "home.views.errors.server_error"
