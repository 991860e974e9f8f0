from django.urls import path

from search.views import results, suggestions

app_name = "search"

urlpatterns = [
    path("szukaj/", results, name="results"),
    path("szukaj/podpowiedzi/", suggestions, name="suggestions"),
]
