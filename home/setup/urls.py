from django.urls import path, register_converter

from home.setup.converters import StepConverter
from home.views import (
    setup,
    setup_institutions,
    setup_mail,
    setup_people,
    setup_starter,
    setup_vocabularies,
)

register_converter(StepConverter, "step")

app_name = "setup"
urlpatterns = [
    path("", setup.setup_list, name="list"),
    path("gmina/", setup.municipality, name="municipality"),
    path("administrator-danych/", setup.controller, name="controller"),
    path("placowki/", setup_institutions.institutions, name="institutions"),
    path(
        "placowki/wczytaj/",
        setup_institutions.institutions_import,
        name="institutions_import",
    ),
    path("poczta/", setup_mail.mail, name="mail"),
    path("poczta/test/", setup_mail.mail_test, name="mail_test"),
    path("poczta/dotarla/<str:token>/", setup_mail.mail_arrived, name="mail_arrived"),
    path("osoby/", setup_people.people, name="people"),
    path("slowniki/", setup_vocabularies.vocabularies, name="vocabularies"),
    path("starter/", setup_starter.starter, name="starter"),
    path("starter/wczytaj/", setup_starter.starter_add, name="starter_add"),
    path("starter/usun/", setup_starter.starter_remove, name="starter_remove"),
    path("kopie/", setup.backup, name="backup"),
    path("<step:step>/zrobione/", setup.confirm, name="confirm"),
    path("<step:step>/pomin/", setup.skip, name="skip"),
    path("<step:step>/wroc/", setup.reopen, name="reopen"),
]
