from django.urls import path

from wijkportaal.foundation.privacy import views

app_name = "privacy"

urlpatterns = [
    path("account/gegevens", views.mine, name="mine"),
    path("account/gegevens/kopie", views.download, name="download"),
    path("account/gegevens/weggaan", views.leave, name="leave"),
    path("account/weg", views.gone, name="gone"),
    path("privacy/bewaren", views.retention, name="retention"),
    path("beheer/bewaren", views.clearing, name="clearing"),
    path("beheer/bewaren/<str:name>", views.term, name="term"),
]
