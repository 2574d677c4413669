from django.urls import path

from budgets.vouchers import views

app_name = "vouchers"

urlpatterns = [
    path("waardebon", views.enter, name="enter"),
    path("waardebon/<slug:code>", views.redeem, name="redeem"),
    path("werk/waardebonnen", views.index, name="index"),
    path("werk/waardebonnen/nieuw", views.issue, name="issue"),
    path("werk/waardebonnen/<slug:number>", views.voucher, name="voucher"),
    path("werk/waardebonnen/<slug:number>/kaart", views.card, name="card"),
    path("werk/waardebonnen/<slug:number>/intrekken", views.withdraw, name="withdraw"),
    path("werk/inwisselingen/<int:pk>/factuur", views.invoice, name="invoice"),
    path("werk/inwisselingen/<int:pk>/betalen", views.pay, name="pay"),
    path("werk/inwisselingen/<int:pk>/weigeren", views.refuse, name="refuse"),
]
