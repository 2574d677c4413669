from django.urls import path

from areas.roles import views

app_name = "roles"

urlpatterns = [
    path("beheer/personen", views.people, name="people"),
    path("beheer/personen/<int:pk>", views.person, name="person"),
    path("beheer/personen/<int:pk>/sluiten", views.block, name="block"),
    path("beheer/personen/<int:pk>/openen", views.unblock, name="unblock"),
    path(
        "beheer/personen/<int:pk>/tweede-stap-wissen", views.reset_second_factor, name="reset_second_factor"
    ),
    path("beheer/personen/<int:pk>/weghalen", views.erase, name="erase"),
    path("beheer/rollen/<int:pk>/beeindigen", views.end, name="end"),
    path("beheer/uitnodigingen", views.invitations, name="invitations"),
    path("beheer/uitnodigingen/nieuw", views.invite, name="invite"),
    path("beheer/uitnodigingen/<int:pk>/opnieuw", views.resend, name="resend"),
    path("beheer/uitnodigingen/<int:pk>/intrekken", views.withdraw, name="withdraw"),
    path("uitnodiging/<str:token>", views.invitation, name="invitation"),
    path("beheer/toegangscontrole", views.reviews, name="reviews"),
    path("beheer/toegangscontrole/<int:pk>", views.review, name="review"),
    path("beheer/toegangscontrole/<int:pk>/afronden", views.finish, name="finish"),
    path("beheer/toegangscontrole/regel/<int:pk>", views.decide, name="decide"),
]
