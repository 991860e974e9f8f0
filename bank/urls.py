from django.urls import path

from bank.views import files

app_name = "bank"
urlpatterns = [
    path("pliki/<str:token>", files.stored_file, name="file"),
]
