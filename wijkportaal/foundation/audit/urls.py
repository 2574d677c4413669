from django.urls import path

from wijkportaal.foundation.audit import views

app_name = "audit"

urlpatterns = [
    path("geschiedenis/<str:model>/<int:pk>", views.history, name="history"),
]
