from django.urls import path, re_path

from bank.views import browsing, files, history, mine, reading

app_name = "bank"
urlpatterns = [
    # Only what `new_token` can make; anything else is the same plain 404.
    re_path(r"^pliki/(?P<token>[A-Za-z0-9_-]{32})$", files.stored_file, name="file"),
    path("bank/", browsing.listing, name="list"),
    path("bank/moje/", mine.mine, name="mine"),
    path("bank/<int:pk>/", reading.material, name="short"),
    path("bank/<int:pk>-<slug:slug>/", reading.material, name="material"),
    path("bank/<int:pk>-<slug:slug>/druk/", reading.print_sheet, name="print"),
    path("bank/<int:pk>-<slug:slug>/historia/", history.history, name="history"),
]
