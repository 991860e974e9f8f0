from django.urls import path

from accounts.views import profile

urlpatterns = [
    path("", profile.home, name="home"),
    path("imie-i-nazwisko/", profile.name, name="name"),
    path("wyloguj-wszedzie/", profile.sign_out_everywhere, name="sign_out_everywhere"),
    path("email/", profile.address, name="address"),
]
