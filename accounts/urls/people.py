from django.urls import path

from accounts.views import audit

urlpatterns = [
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
