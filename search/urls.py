from django.urls import path

from search.views import export, feeds, needs, quality, results, saved, synonyms

app_name = "search"

urlpatterns = [
    path("szukaj/", results.results, name="results"),
    path("szukaj/podpowiedzi/", results.suggestions, name="suggestions"),
    path("szukaj/wyniki.csv", export.results_table, {"extension": "csv"}, name="csv"),
    path(
        "szukaj/wyniki.xlsx", export.results_table, {"extension": "xlsx"}, name="xlsx"
    ),
    path("szukaj/zapisane/", saved.saved_list, name="saved"),
    path("szukaj/zapisane/nowe/", saved.saved_new, name="saved_new"),
    path("szukaj/zapisane/<int:pk>/", saved.saved_edit, name="saved_edit"),
    path("szukaj/zapisane/<int:pk>/wstrzymaj/", saved.saved_pause, name="saved_pause"),
    path("szukaj/zapisane/<int:pk>/wznow/", saved.saved_resume, name="saved_resume"),
    path("szukaj/zapisane/<int:pk>/usun/", saved.saved_delete, name="saved_delete"),
    path("szukaj/zapisane/<int:pk>/kanal/", saved.feed_renew, name="feed_renew"),
    path("szukaj/zapisane/<int:pk>/kanal/zamknij/", saved.feed_end, name="feed_end"),
    path("szukaj/kanal.atom", feeds.public_feed, name="feed"),
    path("szukaj/kanal/<str:token>.atom", feeds.private_feed, name="private_feed"),
    path("szukaj/synonimy/", synonyms.synonyms, name="synonyms"),
    path("szukaj/synonimy/podglad/", synonyms.synonym_preview, name="synonym_preview"),
    path("szukaj/synonimy/nowy/", synonyms.synonym_add, name="synonym_add"),
    path(
        "szukaj/synonimy/<int:pk>/usun/",
        synonyms.synonym_remove,
        name="synonym_remove",
    ),
    path("szukaj/koniec/", quality.ending, name="ending"),
    path("szukaj/jakosc/", quality.quality, name="quality"),
    path(
        "szukaj/jakosc/tabela.csv",
        quality.quality_table,
        {"extension": "csv"},
        name="quality_csv",
    ),
    path(
        "szukaj/jakosc/tabela.xlsx",
        quality.quality_table,
        {"extension": "xlsx"},
        name="quality_xlsx",
    ),
    path(
        "szukaj/jakosc/<int:pk>/zalatwione/",
        quality.unmet_handled,
        name="unmet_handled",
    ),
    path("szukaj/potrzeby/", needs.needs, name="needs"),
    path("szukaj/potrzeby/nowa/", needs.need_report, name="need_report"),
    path("szukaj/potrzeby/<int:pk>/gotowe/", needs.need_answer, name="need_answer"),
]
