from django.urls import URLPattern, URLResolver, include, path

from network.views import (
    activity,
    following,
    joining,
    moderation,
    networks,
    people,
    posts,
    topics,
)

app_name = "network"

_post = [
    path("edytuj/", posts.edit, name="edit_post"),
    path("usun/", posts.delete, name="delete_post"),
    path("rozwiazanie/", moderation.choose_answer, name="choose_answer"),
]
_topic: list[URLPattern | URLResolver] = [
    path("odpowiedz/", posts.reply, name="reply"),
    path("podglad/", topics.preview_reply, name="preview_reply"),
    path("szkic/", following.reply_draft, name="reply_draft"),
    path("przeczytane/", following.read_topic, name="read_topic"),
    path("poziom/", following.topic_level, name="topic_level"),
    path("zamknij/", moderation.close, name="close_topic"),
    path("otworz/", moderation.reopen, name="reopen_topic"),
    path("przypnij/", moderation.pin, name="pin_topic"),
    path("odepnij/", moderation.unpin, name="unpin_topic"),
    path("bez-rozwiazania/", moderation.drop_answer, name="drop_answer"),
    path("wpisy/<int:post_pk>/", include(_post)),
]
_people = [
    path("", people.people, name="people"),
    path("podpowiedzi/", people.suggestions, name="suggestions"),
    path("zapros/<int:user_pk>/", people.invite, name="invite"),
    path("<int:pk>/przyjmij/", people.approve, name="approve"),
    path("<int:pk>/odmow/", people.refuse, name="refuse"),
    path("<int:pk>/cofnij-zaproszenie/", people.withdraw, name="withdraw_invitation"),
    path("<int:pk>/usun/", people.remove, name="remove_member"),
    path("<int:pk>/rola/", people.change_role, name="change_role"),
]
_network: list[URLPattern | URLResolver] = [
    path("", networks.network, name="network"),
    path("opis/", networks.describe, name="describe"),
    path("dolacz/", joining.join, name="join"),
    path("wycofaj-prosbe/", joining.cancel, name="cancel_request"),
    path("zaproszenie/przyjmij/", joining.accept, name="accept_invitation"),
    path("zaproszenie/odrzuc/", joining.decline, name="decline_invitation"),
    path("odejdz/", joining.leave, name="leave"),
    path("poziom/", following.network_level, name="network_level"),
    path("przeczytane/", following.read_network, name="read_network"),
    path("osoby/", include(_people)),
    path("aktywnosc/", activity.activity, name="activity"),
    path(
        "aktywnosc.xlsx",
        activity.activity_table,
        {"extension": "xlsx"},
        name="activity_xlsx",
    ),
    path(
        "aktywnosc.csv",
        activity.activity_table,
        {"extension": "csv"},
        name="activity_csv",
    ),
    path("watki/nowy/", topics.new_topic, name="new_topic"),
    path("watki/nowy/podglad/", topics.preview_topic, name="preview_topic"),
    path("watki/nowy/szkic/", following.topic_draft, name="topic_draft"),
    path("watki/<int:pk>-<slug:topic_slug>/", topics.topic, name="topic"),
    path("watki/<int:pk>/", include(_topic)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", networks.network_list, name="list"),
    path("nowa/", networks.new_network, name="new"),
    path("<slug:slug>/", include(_network)),
]
