from django.urls import path

from bank.views import browsing, files, history, mine, reading

app_name = "bank"
urlpatterns = [
    path("pliki/<str:token>", files.stored_file, name="file"),
    path("bank/", browsing.listing, name="list"),
    path("bank/moje/", mine.mine, name="mine"),
    path("bank/<int:pk>/", reading.material, name="short"),
    path("bank/<int:pk>-<slug:slug>/", reading.material, name="material"),
    path("bank/<int:pk>-<slug:slug>/druk/", reading.print_sheet, name="print"),
    path("bank/<int:pk>-<slug:slug>/historia/", history.history, name="history"),
]
