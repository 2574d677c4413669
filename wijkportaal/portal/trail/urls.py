from django.urls import path

from wijkportaal.portal.trail import views

app_name = "trail"

urlpatterns = [
    path("beheer/geschiedenis", views.trail, name="trail"),
    path("beheer/geschiedenis/uitdraai", views.ask, name="ask"),
    path("beheer/geschiedenis/uitdraai/<int:pk>", views.download, name="download"),
]
