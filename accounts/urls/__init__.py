"""Everything under the name `accounts:`, whatever address it begins with."""

from django.urls import include, path

app_name = "accounts"
urlpatterns = [
    path("konto/", include("accounts.urls.profile")),
    path("", include("accounts.urls.people")),
]
