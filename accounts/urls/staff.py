"""Under `/placowki/<slug>/osoby/`."""

from django.urls import path

from accounts.views.staff import adding, care, invitations, listing, persons, sheet

app_name = "staff"
urlpatterns = [
    path("", listing.staff, name="list"),
    path("osoby.xlsx", listing.staff_file, {"extension": "xlsx"}, name="xlsx"),
    path("osoby.csv", listing.staff_file, {"extension": "csv"}, name="csv"),
    path("dodaj/", adding.add, name="add"),
    path("dodaj/wklej/", adding.paste, name="paste"),
    path("dodaj/plik/", adding.upload, name="upload"),
    path("dodaj/<uuid:list_pk>/", adding.preview, name="preview"),
    path("dodaj/<uuid:list_pk>/wyslij/", adding.send, name="send"),
    path("dodaj/<uuid:list_pk>/porzuc/", adding.drop, name="drop"),
    path("zaproszenia/<int:pk>/ponow/", invitations.resend, name="resend"),
    path("zaproszenia/<int:pk>/wycofaj/", invitations.withdraw, name="withdraw"),
    path("prosby/<int:pk>/potwierdz/", invitations.approve, name="approve"),
    path("prosby/<int:pk>/odmow/", invitations.refuse, name="refuse"),
    path("opieka/", care.care, name="care"),
    path("opieka/<int:pk>/zakoncz/", care.end, name="end_care"),
    path("kod/", sheet.sheet, name="sheet"),
    path("kod/nowy/", sheet.renew, name="renew_code"),
    path("kod/wylacz/", sheet.switch_off, name="switch_off_code"),
    path("<int:pk>/rola/", persons.role, name="role"),
    path("<int:pk>/przywroc/", persons.restore, name="restore"),
]
