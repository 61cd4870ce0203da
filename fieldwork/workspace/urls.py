"""URLs of the workspace."""

from django.urls import path, re_path

from fieldwork.workspace import media, message_views, views

urlpatterns = [
    path("orders/<int:number>", views.workspace, name="order"),
    path("orders/<int:number>/entries", views.entries, name="order-entries"),
    re_path(
        r"^orders/(?P<number>[0-9]{1,15})/parts/(?P<name>head|actions|details)$",
        views.fragment,
        name="order-part",
    ),
    path("orders/<int:number>/messages", views.messages, name="order-messages"),
    path("orders/<int:number>/messages/<int:seq>", message_views.edit_message, name="order-message"),
    path("orders/<int:number>/messages/<int:seq>/removal", message_views.delete_message, name="order-message-removal"),
    path(
        "orders/<int:number>/messages/<int:seq>/wordings",
        message_views.message_revisions,
        name="order-message-wordings",
    ),
    path("orders/<int:number>/entries/<int:seq>/reactions", message_views.reactions, name="order-reactions"),
    path("orders/<int:number>/mentionable", message_views.mentionable_people, name="order-mentionable"),
    path("orders/<int:number>/readers", views.readers, name="order-readers"),
    path("orders/<int:number>/read", views.read_to, name="order-read"),
    path("orders/<int:number>/media", media.media, name="order-media"),
    path("files/<uuid:identity>", views.own_upload, name="own-upload"),
    path("orders/<int:number>/files/<uuid:identity>", views.file, name="order-file"),
    path("orders/<int:number>/files/<uuid:identity>/<slug:size>", views.preview, name="order-preview"),
]
