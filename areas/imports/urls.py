from django.urls import path

from areas.imports import views

app_name = "imports"

urlpatterns = [
    path("beheer/inlezen", views.index, name="index"),
    path("beheer/inlezen/voorbeeld/<slug:kind>", views.template, name="template"),
    path("beheer/inlezen/<int:pk>", views.batch, name="batch"),
    path("beheer/inlezen/<int:pk>/toepassen", views.apply, name="apply"),
    path("beheer/inlezen/<int:pk>/weggooien", views.discard, name="discard"),
]
