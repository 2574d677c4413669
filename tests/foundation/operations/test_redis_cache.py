from concurrent.futures import ThreadPoolExecutor

from django.core.cache import cache, caches

from wijkportaal.foundation.operations.redis_cache import LastingClient, PortalCache


def test_every_command_goes_through_one_client():
    assert isinstance(caches["default"], PortalCache)
    client = cache._cache
    assert isinstance(client, LastingClient)
    assert client.get_client("a") is client.get_client("b", write=True)


def test_what_is_kept_comes_back_and_goes():
    cache.set("woord", {"wijk": ["Noord", 3]}, 30)
    assert cache.get("woord") == {"wijk": ["Noord", 3]}
    assert not cache.add("woord", "anders")
    cache.delete("woord")
    assert cache.get("woord", "niets") == "niets"


def test_threads_that_count_together_lose_nothing():
    cache.set("teller", 0, 30)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _each: cache.incr("teller"), range(200)))
    assert cache.get("teller") == 200
    cache.delete("teller")
