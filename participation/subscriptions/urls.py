from django.urls import path

from participation.subscriptions import views

app_name = "subscriptions"

urlpatterns = [
    path("volgen", views.mine, name="mine"),
    path("volgen/gevraagd", views.asked, name="asked"),
    path("volgen/gestopt", views.stopped, name="stopped"),
    path("volgen/bevestigen/<str:token>", views.confirm, name="confirm"),
    path("volgen/lijst/<str:token>", views.show_list, name="list"),
    path("volgen/lijst/<str:token>/wijzig", views.change, name="change"),
    path("volgen/stop/<str:token>", views.stop, name="stop"),
    path("volgen/<slug:kind>/<str:ident>", views.follow, name="follow"),
]
