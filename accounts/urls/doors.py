from django.urls import path

from accounts.views.doors import other_door

urlpatterns = [
    path("cms/login/", other_door, name="cms_sign_in"),
    path("_util/login/", other_door, name="page_sign_in"),
]
