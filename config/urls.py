from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls.doors")),
    path("konto/", include("accounts.urls.profile")),
    path("konto/", include("allauth.urls")),
    path("", include("bank.urls")),
    path("powiadomienia/", include("notifications.urls")),
    path("", include("search.urls")),
    path("", include("bank.urls")),
    path("", include("home.urls")),
]

handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.forbidden"
handler404 = "home.views.errors.not_found"
handler500 = "home.views.errors.server_error"
