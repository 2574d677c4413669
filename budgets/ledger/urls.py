from django.urls import path

from budgets.ledger import views

app_name = "ledger"

urlpatterns = [
    path("werk/grootboek", views.index, name="index"),
    path("werk/grootboek/rekeningen/<int:pk>", views.account, name="account"),
    path("werk/grootboek/boekingen/nieuw", views.book, name="book"),
    path("werk/grootboek/boekingen/<slug:number>", views.entry, name="entry"),
    path("werk/grootboek/boekingen/<slug:number>/terugdraaien", views.counter, name="counter"),
    path("werk/grootboek/jaren", views.years, name="years"),
    path("werk/grootboek/uitvoer/<slug:kind>", views.export, name="export"),
    path("werk/grootboek/bestemmingen", views.purposes, name="purposes"),
    path("werk/grootboek/bestemmingen/nieuw", views.new_purpose, name="new_purpose"),
    path("werk/grootboek/bestemmingen/<int:pk>", views.purpose, name="purpose"),
]
