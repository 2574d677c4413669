from django.urls import path

from participation.ideas import views

app_name = "ideas"

urlpatterns = [
    path("gebieden/<slug:slug>/ideeen", views.area, name="area"),
    path("werk/ideeen", views.waiting, name="waiting"),
    path("werk/ideeen/<int:year>/<slug:kind>/<slug:ident>", views.answer, name="answer"),
]
