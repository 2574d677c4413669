from django.urls import path

from wijkportaal.foundation.jobs import views

app_name = "jobs"

urlpatterns = [
    path("taken/<int:pk>/voortgang", views.progress, name="progress"),
]
