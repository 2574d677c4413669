from django.urls import path

from budgets.payments import views

app_name = "payments"

urlpatterns = [
    path("werk/betalingen", views.index, name="index"),
    path("werk/betalingen/verwacht", views.expected, name="expected"),
    path("werk/betalingen/verwacht/<int:pk>", views.payment, name="payment"),
    path("werk/betalingen/verwacht/<int:pk>/boeken", views.confirm, name="confirm"),
    path("werk/betalingen/verwacht/<int:pk>/vervallen", views.cancel, name="cancel"),
    path("werk/betalingen/bestanden", views.files, name="files"),
    path("werk/betalingen/bestanden/<int:pk>", views.file, name="file"),
    path("werk/betalingen/bestanden/<int:pk>/inlezen", views.apply, name="apply"),
    path("werk/betalingen/bestanden/<int:pk>/weggooien", views.discard, name="discard"),
    path("werk/betalingen/regels/<int:pk>", views.line, name="line"),
    path("werk/betalingen/regels/<int:pk>/koppelen", views.settle_one, name="settle_one"),
    path("werk/betalingen/regels/<int:pk>/apart", views.set_aside, name="set_aside"),
    path("werk/betalingen/regels/<int:pk>/terug", views.take_back, name="take_back"),
    path("werk/betalingen/regels/<int:pk>/ongedaan", views.undo, name="undo"),
]
