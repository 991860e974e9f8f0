"""Under `/zaproszenie/`: what an invited person opens from the mail."""

from django.urls import path

from accounts.views import entering

urlpatterns = [path("<str:token>/", entering.invitation, name="invitation")]
