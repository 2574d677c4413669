from django.urls import path

from participation.moderation import views

app_name = "moderation"

urlpatterns = [
    path("melden/<slug:kind>/<str:ident>", views.report, name="report"),
    path("tweede-oordeel/<str:token>", views.appeal, name="appeal"),
    path("werk/moderatie", views.queue, name="queue"),
    path("werk/moderatie/<int:pk>", views.case, name="case"),
    path("beheer/reacties", views.comment_rule, name="comment_rule"),
]
