from django.urls import path

from wijkportaal.foundation.api import views

app_name = "tokens"

urlpatterns = [
    path("account/tokens", views.tokens, name="index"),
    path("account/tokens/<int:pk>/intrekken", views.revoke, name="revoke"),
]
