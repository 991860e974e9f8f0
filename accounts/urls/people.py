from django.urls import path

from accounts.views import (
    audit,
    leaving,
    people,
    second_factor,
    sessions,
    viewing,
)

XLSX, CSV = {"extension": "xlsx"}, {"extension": "csv"}

urlpatterns = [
    path(
        "osoby/<int:pk>/drugi-skladnik/",
        second_factor.reset,
        name="reset_second_factor",
    ),
    path(
        "osoby/<int:pk>/koniec-sesji/",
        sessions.end_sessions_of,
        name="end_sessions_of",
    ),
    path("osoby/", people.people, name="people"),
    path("osoby/osoby.xlsx", people.people_file, XLSX, name="people_xlsx"),
    path("osoby/osoby.csv", people.people_file, CSV, name="people_csv"),
    path("osoby/<int:pk>/", people.person, name="person"),
    path("osoby/<int:pk>/rola/", people.grant, name="grant"),
    path("osoby/<int:pk>/role/<int:role_pk>/koniec/", people.end, name="end"),
    path("osoby/<int:pk>/placowka/", people.move, name="move"),
    path("osoby/<int:pk>/odejscie/", leaving.last_day, name="leave"),
    path("osoby/<int:pk>/odejscie/przekazanie/", leaving.duties, name="leave_duties"),
    path(
        "osoby/<int:pk>/odejscie/podsumowanie/", leaving.summary, name="leave_summary"
    ),
    path(
        "osoby/<int:pk>/odejscie/potwierdzenie/", leaving.confirm, name="leave_confirm"
    ),
    path("osoby/<int:pk>/odejscie/odwolanie/", leaving.cancel, name="leave_cancel"),
    path("osoby/<int:pk>/odejscie/protokol/", leaving.protocol, name="leave_protocol"),
    path("podglad-jako/", viewing.choose, name="view_as"),
    path("podglad-jako/koniec/", viewing.end, name="end_view_as"),
    path("podglad-jako/<int:pk>/", viewing.begin, name="begin_view_as"),
    path("dziennik/", audit.audit, name="audit"),
    path("dziennik/dziennik.xlsx", audit.audit_file, XLSX, name="audit_xlsx"),
    path("dziennik/dziennik.csv", audit.audit_file, CSV, name="audit_csv"),
]
