from django.urls import path

from notifications.views import centre, preferences, unsubscribing

app_name = "notifications"

urlpatterns = [
    path("", centre.centre, name="inbox"),
    path("przeczytane/", centre.read_all, name="read_all"),
    path("<int:pk>/przeczytane/", centre.read_one, name="read_one"),
    path("ustawienia/", preferences.preferences, name="preferences"),
    path("wypisz/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
]
