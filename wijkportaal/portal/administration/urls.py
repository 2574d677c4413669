from django.urls import path

from wijkportaal.portal.administration.views import files, health, overview, words, work

app_name = "administration"

urlpatterns = [
    path("beheer", overview.overview, name="overview"),
    path("beheer/mailteksten", words.index, name="letters"),
    path("beheer/mailteksten/<slug:key>", words.letter, name="letter"),
    path("beheer/bestanden", files.centre, name="files"),
    path("beheer/taken", work.jobs, name="jobs"),
    path("beheer/toestand", health.health, name="health"),
]
