from django.urls import path

from accounts.views import addresses, profile, sessions

urlpatterns = [
    path("", profile.home, name="home"),
    path("imie-i-nazwisko/", profile.name, name="name"),
    path("wyloguj-wszedzie/", profile.sign_out_everywhere, name="sign_out_everywhere"),
    path("email/", addresses.address, name="address"),
    path("email/anuluj/", addresses.give_up, name="give_up_address"),
    path(
        "email/potwierdz/<str:token>/",
        addresses.confirm,
        name="confirm_address",
    ),
    path("to-nie-ja/adres/<str:token>/", addresses.undo, name="undo_address"),
    path("urzadzenia/", sessions.sessions, name="sessions"),
    path(
        "urzadzenia/koniec-pozostalych/",
        sessions.end_other_sessions,
        name="end_other_sessions",
    ),
    path("urzadzenia/<int:pk>/koniec/", sessions.end_session, name="end_session"),
    path("to-nie-ja/<str:token>/", sessions.not_me, name="not_me"),
]
