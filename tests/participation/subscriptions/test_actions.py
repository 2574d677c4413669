import io
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.territory.models import Area, Succession
from participation.subscriptions import actions
from participation.subscriptions.following import street_ident
from participation.subscriptions.models import Follower, News, Pending, Subscription
from participation.subscriptions.queries import list_of, list_token
from tests.factories.people import PersonFactory
from tests.factories.projects import ThemeFactory
from tests.factories.subscriptions import FollowerFactory, SubscriptionFactory
from tests.factories.territory import AreaFactory, GemeenteFactory
from tests.participation.subscriptions.test_calculations import REPORT
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job
from wijkportaal.foundation.jobs.states import WAITING
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.people.actions import forget_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory(name="Noord", slug="noord", parent=GemeenteFactory(name="Rietwolde", slug="rietwolde"))


def tell(area, *, key="1", **fields):
    fields = {"title": "De speelplek komt later", "url": "/projecten/k3f9x2b"} | fields
    return actions.tell_followers("area", area.slug, key=key, area=area, by=None, **fields)


def work():
    """Do the jobs that are due, as a worker would, until none is left."""
    while (
        job := Job.objects.filter(state=WAITING, due_at__lte=timezone.now())
        .exclude(kind__startswith="mail.")
        .first()
    ):
        run_job(job.pk)


def told():
    return sorted(Letter.objects.values_list("to", "subject"))


def test_news_goes_once_to_who_follows_it_by_any_way(area):
    theme = ThemeFactory(slug="spelen")
    both = FollowerFactory(email="beide@voorbeeld.example")
    SubscriptionFactory(follower=both, kind="area", ident="noord")
    SubscriptionFactory(follower=both, kind="theme", ident="spelen")
    SubscriptionFactory(follower__email="hele@voorbeeld.example", kind="area", ident="rietwolde")
    SubscriptionFactory(follower__email="ander@voorbeeld.example", kind="area", ident="zuid")
    SubscriptionFactory(follower__email="onbevestigd@voorbeeld.example", confirmed_at=None)
    SubscriptionFactory(follower__email="terug@voorbeeld.example", follower__bounced_at=timezone.now())
    tell(area, theme=theme)
    tell(area, theme=theme)
    work()
    assert told() == [
        ("beide@voorbeeld.example", "De speelplek komt later"),
        ("hele@voorbeeld.example", "De speelplek komt later"),
    ]
    assert not Pending.objects.exists()


def test_spreading_twice_tells_once(area):
    SubscriptionFactory()
    news = tell(area)
    assert (actions.spread_news(news), actions.spread_news(news)) == (1, 0)


def test_who_follows_after_the_news_does_not_get_it(area):
    news = tell(area)
    SubscriptionFactory(confirmed_at=timezone.now() + timedelta(seconds=1))
    assert actions.spread_news(news) == 0


def test_a_street_hears_what_names_it_in_its_own_area(area):
    elsewhere = AreaFactory(name="Zuid", slug="zuid")
    SubscriptionFactory(
        follower__email="hier@voorbeeld.example", kind="street", ident=street_ident(area, "Lange Dijk")
    )
    SubscriptionFactory(
        follower__email="daar@voorbeeld.example", kind="street", ident=street_ident(elsewhere, "Lange Dijk")
    )
    tell(area, place="Lange Dijk, tussen de school en de kerk")
    tell(area, place="Lange Dijkstraat", key="2")
    work()
    assert told() == [("hier@voorbeeld.example", "De speelplek komt later")]
    assert "LANGE DIJK IN NOORD" in Letter.objects.get().body


def test_who_followed_an_area_hears_of_the_one_that_took_it_over(area):
    old = AreaFactory(name="Oud", slug="oud")
    Area.objects.filter(pk=old.pk).update(ends_on=timezone.localdate())
    Succession.objects.create(predecessor=old, successor=area, on=timezone.localdate(), share=1)
    SubscriptionFactory(ident="oud")
    assert actions.spread_news(tell(area)) == 1


def test_a_digest_gathers_what_is_due_grouped_and_newest_first(area, settings):
    settings.PORTAL_URL = "https://portaal.example"
    follower = FollowerFactory(email="w@voorbeeld.example")
    SubscriptionFactory(follower=follower, rhythm="weekly")
    SubscriptionFactory(
        follower=follower, rhythm="weekly", kind="theme", ident=ThemeFactory(name="Bankjes", slug="s").slug
    )
    actions.spread_news(tell(area, key="1", title="Eerste"))
    actions.spread_news(tell(area, key="2", title="Tweede", text="De reden."))
    actions.spread_news(actions.tell_followers("theme", "s", key="3", title="Derde", url="/x", by=None))
    News.objects.filter(key="1").update(at=timezone.now() - timedelta(days=2))
    assert not actions.send_digests(limit=10)
    assert not Letter.objects.exists()
    Pending.objects.update(due_at=timezone.now())
    actions.send_digests(limit=10)
    letter = Letter.objects.get()
    assert letter.subject == "Derde, en nog 2 berichten"
    order = [
        letter.body.index(word) for word in ("BANKJES", "Derde", "NOORD", "Tweede", "De reden.", "Eerste")
    ]
    assert order == sorted(order)
    stop = f"https://portaal.example/volgen/stop/{list_token(follower)}"
    assert letter.headers == {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert (stop in letter.body, letter.in_bulk) == (True, True)
    actions.send_digests(limit=10)
    assert Letter.objects.count() == 1


def test_nobody_gets_an_empty_mail(area):
    SubscriptionFactory()
    actions.spread_news(tell(area))
    Subscription.objects.update(ident="bestaat-niet-meer")
    actions.send_digests(limit=10)
    assert (Letter.objects.count(), Pending.objects.count()) == (0, 0)


def test_many_followers_cost_the_same_queries_and_one_job_of_mail(area):
    counts = []
    for number in (1, 1, 30):
        for _each in range(number):
            SubscriptionFactory()
        news = tell(area, key=f"n{len(counts)}")
        with CaptureQueriesContext(connection) as spread:
            actions.spread_news(news)
        with CaptureQueriesContext(connection) as sent:
            actions.send_digests(limit=100)
        counts.append((len(spread), len(sent)))
    # The first also makes the job that delivers the mail.
    assert counts[1:] == [(1, 11), (1, 11)]
    assert Letter.objects.count() == 1 + 2 + 32
    assert Job.objects.filter(kind="mail.deliver_bulk").count() == 1


def test_send_digests_says_when_there_are_more(area):
    for _each in range(3):
        SubscriptionFactory()
    actions.spread_news(tell(area))
    assert [actions.send_digests(limit=2), actions.send_digests(limit=2)] == [True, False]
    assert Letter.objects.count() == 3


def test_following_with_an_account_is_at_once_and_takes_the_address_along(area):
    SubscriptionFactory(follower__email="ik@voorbeeld.example", ident="rietwolde")
    person = PersonFactory(email="ik@voorbeeld.example")
    actions.follow("area", "noord", person=person, rhythm="daily")
    actions.follow("area", "noord", person=person, rhythm="weekly")
    follower = Follower.objects.get()
    assert (follower.person, follower.email, follower.address) == (person, "", "ik@voorbeeld.example")
    assert [(line.subject.title, line.subscription.rhythm) for line in list_of(follower)] == [
        ("Noord", "weekly"),
        ("Rietwolde", "at_once"),
    ]


@pytest.mark.parametrize(
    ("kind", "ident"),
    [
        ("area", "nergens"),
        ("niets", "noord"),
        ("street", "noord"),
        ("street", "noord:<b>"),
        ("street", "nergens:dijk"),
    ],
)
def test_what_does_not_exist_cannot_be_followed(area, kind, ident):
    with pytest.raises(actions.FollowRefused):
        actions.follow(kind, ident, person=PersonFactory(), rhythm="daily")
    assert not Subscription.objects.exists()


def test_an_address_follows_only_after_its_owner_confirms(area):
    actions.ask_to_follow("area", "noord", email="Ik@Voorbeeld.example", rhythm="at_once")
    assert actions.spread_news(tell(area)) == 0
    actions.confirm_follow(Subscription.objects.get())
    assert actions.spread_news(tell(area, key="2")) == 1
    assert [letter.to for letter in Letter.objects.all()] == ["ik@voorbeeld.example"]


def test_nobody_can_fill_a_mailbox_with_letters_to_confirm(area):
    for number in range(9):
        AreaFactory(slug=f"w{number}")
        for _again in range(2):
            actions.ask_to_follow("area", f"w{number}", email="ik@voorbeeld.example", rhythm="daily")
    assert Letter.objects.count() == 5


def test_stopping_forgets_the_address_when_nothing_is_left(area):
    subscription = SubscriptionFactory()
    actions.spread_news(tell(area))
    actions.stop_following(subscription)
    assert (Follower.objects.count(), Pending.objects.count()) == (0, 0)


def test_changing_the_rhythm_moves_what_waits(area):
    subscription = SubscriptionFactory(rhythm="weekly")
    actions.spread_news(tell(area))
    actions.change_rhythm(subscription, "at_once")
    actions.send_digests(limit=10)
    assert Letter.objects.count() == 1


def test_a_refused_address_gets_no_more_mail_until_it_is_confirmed_again(area):
    subscription = SubscriptionFactory(
        follower__email="weg@voorbeeld.example", confirmed_at=timezone.now() - timedelta(days=3)
    )
    Letter.objects.create(
        to="weg@voorbeeld.example", subject="x", body="x", in_bulk=True, refused_at=timezone.now()
    )
    assert (actions.stop_refused(), actions.stop_refused()) == (1, 0)
    assert actions.spread_news(tell(area)) == 0
    actions.confirm_follow(subscription)
    Subscription.objects.update(confirmed_at=timezone.now())
    assert (actions.stop_refused(), actions.spread_news(tell(area, key="2"))) == (0, 1)


def test_a_returned_mail_stops_its_address(monkeypatch, capsys):
    SubscriptionFactory(follower__email="weg@voorbeeld.example")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(REPORT)))
    call_command("read_bounce")
    assert Follower.objects.get().bounced_at
    assert "weg@" not in capsys.readouterr().out


def test_clearing_forgets_who_never_confirmed_who_left_and_old_news(area):
    old = timezone.now() - timedelta(days=8)
    SubscriptionFactory(confirmed_at=None, asked_at=old, follower__email="nooit@voorbeeld.example")
    leaver = PersonFactory()
    actions.follow("area", "noord", person=leaver, rhythm="daily")
    forget_person(leaver, by=None)
    SubscriptionFactory(follower__email="blijft@voorbeeld.example")
    News.objects.create(key="oud", title="Oud", at=timezone.now() - timedelta(days=500))
    assert (actions.forget_unconfirmed(), actions.forget_old_news()) == (2, 1)
    assert [follower.address for follower in Follower.objects.all()] == ["blijft@voorbeeld.example"]
    assert not News.objects.exists()
