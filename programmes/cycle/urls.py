from django.urls import path

from programmes.cycle.views import board, calendar, contents, public, steps

app_name = "cycle"

urlpatterns = [
    path("gebieden/<slug:slug>/cyclus", public.area, name="area"),
    path("cyclus/stukken/<int:pk>", public.file, name="public_file"),
    path("werk/cyclus", board.board, name="board"),
    path("werk/cyclus/beginnen", board.plan, name="plan"),
    path("werk/cyclus/kalender", calendar.index, name="calendar"),
    path("werk/cyclus/kalender/<slug:kind>", calendar.edit, name="calendar_step"),
    path("werk/cyclus/stappen/<int:pk>", steps.step, name="step"),
    path("werk/cyclus/stappen/<int:pk>/bewerken", steps.edit, name="edit_step"),
    path("werk/cyclus/stappen/<int:pk>/verplaatsen", steps.move, name="move_step"),
    path("werk/cyclus/stappen/<int:pk>/herhalen", steps.repeat, name="repeat_step"),
    path("werk/cyclus/stappen/<int:pk>/stand/<slug:name>", steps.change_state, name="change_state"),
    path("werk/cyclus/stappen/<int:pk>/punten", contents.add_check, name="add_check"),
    path("werk/cyclus/stappen/<int:pk>/stukken", contents.add_file, name="add_file"),
    path("werk/cyclus/stappen/<int:pk>/koppelingen", contents.add_link, name="add_link"),
    path("werk/cyclus/punten/<int:pk>", contents.change_check, name="change_check"),
    path("werk/cyclus/stukken/<int:pk>", contents.file, name="file"),
    path("werk/cyclus/stukken/<int:pk>/weghalen", contents.remove_file, name="remove_file"),
    path("werk/cyclus/koppelingen/<int:pk>/weghalen", contents.remove_link, name="remove_link"),
]
