from django.urls import path, register_converter

from home.setup.converters import StepConverter
from home.views import setup

register_converter(StepConverter, "step")

app_name = "setup"
urlpatterns = [
    path("", setup.setup_list, name="list"),
    path("gmina/", setup.municipality, name="municipality"),
    path("administrator-danych/", setup.controller, name="controller"),
    path("kopie/", setup.backup, name="backup"),
    path("<step:step>/zrobione/", setup.confirm, name="confirm"),
    path("<step:step>/pomin/", setup.skip, name="skip"),
    path("<step:step>/wroc/", setup.reopen, name="reopen"),
]
