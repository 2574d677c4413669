from django.urls import path

from wijkportaal.portal.webhooks import views

app_name = "webhooks"

urlpatterns = [
    path("beheer/webhooks", views.index, name="index"),
    path("beheer/webhooks/<int:pk>", views.webhook, name="webhook"),
    path("beheer/webhooks/<int:pk>/stap", views.step, name="step"),
    path("beheer/webhooks/<int:pk>/geheim", views.renew_secret, name="renew_secret"),
    path("beheer/webhooks/bezorgingen/<int:pk>/opnieuw", views.try_again, name="try_again"),
]
