from django.urls import path

from wijkportaal.foundation.operations import views

app_name = "operations"

urlpatterns = [
    path("gezond", views.alive, name="alive"),
    path("gereed", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
    path("favicon.ico", views.icon, name="icon"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path("toegankelijkheid", views.accessibility, name="accessibility"),
    path("privacy", views.privacy, name="privacy"),
    path("cookies", views.cookies, name="cookies"),
]
