from django.urls import path, re_path

from bank.views import (
    attaching,
    authoring,
    browsing,
    correcting,
    desk,
    discarding,
    editing,
    files,
    history,
    mine,
    moderating,
    reading,
    reviewing,
    submitting,
)

app_name = "bank"
urlpatterns = [
    # Only what `new_token` can make; anything else is the same plain 404.
    re_path(r"^pliki/(?P<token>[A-Za-z0-9_-]{32})$", files.stored_file, name="file"),
    path("bank/", browsing.listing, name="list"),
    path("bank/nowy/", editing.new, name="new"),
    path("bank/osoby/", authoring.people, name="people"),
    path("bank/moje/", mine.mine, name="mine"),
    path("bank/<int:pk>/", reading.material, name="short"),
    path("bank/<int:pk>-<slug:slug>/", reading.material, name="material"),
    path("bank/<int:pk>-<slug:slug>/druk/", reading.print_sheet, name="print"),
    path("bank/<int:pk>-<slug:slug>/historia/", history.history, name="history"),
    path("bank/<int:pk>/edycja/", editing.edit, name="edit"),
    path("bank/<int:pk>/edycja/kroki/", editing.steps, name="steps"),
    path("bank/<int:pk>/edycja/zapis/", editing.autosave, name="autosave"),
    path("bank/<int:pk>/edycja/podglad/", editing.save_and_preview, name="to_preview"),
    path("bank/<int:pk>/edycja/pliki/", attaching.attach, name="attach"),
    path("bank/<int:pk>/edycja/pliki/usun/", attaching.detach, name="detach"),
    path("bank/<int:pk>/edycja/autorzy/", authoring.authors, name="authors"),
    path("bank/<int:pk>/edycja/zgloszenie/", submitting.submit, name="submit"),
    path("bank/<int:pk>/podglad/", editing.preview, name="preview"),
    path("bank/<int:pk>/usuniecie/", discarding.discard, name="discard"),
    path("bank/<int:pk>/cofniecie/", submitting.cancel, name="cancel"),
    path("bank/<int:pk>/korekta/", correcting.correct, name="correct"),
    path(
        "bank/<int:pk>/korekta/kroki/", correcting.correct_steps, name="correct_steps"
    ),
    path("bank/<int:pk>/wycofanie/", moderating.withdraw, name="withdraw"),
    path("bank/<int:pk>/przywrocenie/", moderating.restore, name="restore"),
    path("bank/<int:pk>/wyroznienie/", moderating.feature, name="feature"),
    path("bank/<int:pk>/wyroznienie/koniec/", moderating.unfeature, name="unfeature"),
    path("recenzje/", desk.desk, name="review_desk"),
    path("recenzje/<int:pk>/", reviewing.review, name="review"),
    path("recenzje/<int:pk>/wziecie/", reviewing.claim, name="claim"),
    path("recenzje/<int:pk>/oddanie/", reviewing.release, name="release"),
    path("recenzje/<int:pk>/notatki/", reviewing.notes, name="notes"),
    path("recenzje/<int:pk>/publikacja/", reviewing.publish, name="publish"),
    path("recenzje/<int:pk>/odeslanie/", reviewing.send_back, name="send_back"),
]
