from django.urls import path

from accounts.views import audit, second_factor, sessions

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
    path("dziennik/", audit.audit, name="audit"),
    path(
        "dziennik/dziennik.xlsx",
        audit.audit_file,
        {"extension": "xlsx"},
        name="audit_xlsx",
    ),
    path(
        "dziennik/dziennik.csv",
        audit.audit_file,
        {"extension": "csv"},
        name="audit_csv",
    ),
]
