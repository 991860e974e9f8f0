"""Under `/dolacz/`: the printed sheet."""

from django.urls import path

from accounts.views import entering

app_name = "joining"
urlpatterns = [
    path("", entering.code, name="code"),
    path("sprawdz-poczte/", entering.sent, name="sent"),
    path("potwierdz/<str:token>/", entering.confirm, name="confirm"),
    path("<str:code>/", entering.ask, name="ask"),
]
