from django.urls import path

from budgets.books.views import accounts, home, lines, outside, requests, reserves

app_name = "books"
BOOK = "werk/kasboek/<slug:slug>"
YEAR = f"{BOOK}/jaarrekening/<int:year>"

urlpatterns = [
    path("werk/kasboek", home.index, name="index"),
    path(f"{BOOK}", home.book, name="book"),
    path(f"{BOOK}/beginnen", home.start, name="start"),
    path(f"{BOOK}/inrichten", home.settings, name="settings"),
    path(f"{BOOK}/begroting/<int:year>", home.budget, name="budget"),
    path(f"{BOOK}/regels", lines.movements, name="movements"),
    path(f"{BOOK}/regels/uitvoer/<slug:kind>", lines.export, name="export"),
    path(f"{BOOK}/regels/nieuw/<slug:kind>", lines.new, name="new"),
    path(f"{BOOK}/overboeken", lines.transfer, name="transfer"),
    path(f"{BOOK}/regels/<int:year>/<int:number>", lines.movement, name="movement"),
    path(f"{BOOK}/regels/<int:year>/<int:number>/bon", lines.add_receipt, name="add_receipt"),
    path(f"{BOOK}/regels/<int:year>/<int:number>/corrigeren", lines.counter, name="counter"),
    path("werk/bonnen/<int:pk>", lines.receipt, name="receipt"),
    path("werk/bonnen/<int:pk>/weg", lines.remove_receipt, name="remove_receipt"),
    path(f"{BOOK}/reserveringen", reserves.reserves, name="reserves"),
    path(f"{BOOK}/reserveringen/<int:pk>", reserves.reserve, name="reserve"),
    path(f"{BOOK}/verzoeken", requests.requests, name="requests"),
    path(f"{BOOK}/verzoeken/<int:pk>", requests.request, name="request"),
    path("gebieden/<slug:slug>/verzoek-aan-bestuur", requests.ask, name="ask"),
    path("gebieden/<slug:slug>/verzoek-aan-bestuur/verstuurd", requests.asked, name="asked"),
    path(YEAR, accounts.account, name="account"),
    path(f"{YEAR}/stap", accounts.step, name="step"),
    path(f"{YEAR}/toelichting", accounts.note, name="note"),
    path(f"{YEAR}/kascommissie", accounts.auditors, name="auditors"),
    path(f"{YEAR}/vergadering", accounts.meeting, name="meeting"),
    path("werk/kascommissie/<int:pk>/weg", accounts.remove_auditor, name="remove_auditor"),
    path("kascommissie/<str:token>", outside.audit, name="audit"),
    path("kascommissie/<str:token>/bonnen/<int:pk>", outside.audit_receipt, name="audit_receipt"),
    path("werk/jaarrekeningen", outside.sent, name="sent"),
    path("werk/jaarrekeningen/<int:pk>", outside.sent_account, name="sent_account"),
    path("werk/jaarrekeningen/<int:pk>/akkoord", outside.receive, name="receive"),
    path("werk/jaarrekeningen/<int:pk>/terug", outside.hand_back, name="hand_back"),
    path("werk/jaarrekeningen/<int:pk>/pdf", accounts.document, name="document"),
    path("gebieden/<slug:slug>/jaarrekening/<int:year>", outside.published, name="published"),
    path("gebieden/<slug:slug>/jaarrekening/<int:year>/<slug:kind>", outside.download, name="download"),
]
