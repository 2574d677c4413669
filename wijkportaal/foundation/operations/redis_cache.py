"""The cache in Redis, with one client for each server.

Django's own (5.2) makes a client for every command. With redis-py 8 that takes longer than the command itself: a fifth of
a millisecond of processor time, several times in every request.
"""

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import ConnectionPool, Redis


class LastingClient(RedisCacheClient):
    """Speaks with Redis through the same client each time; the pool below it gives connections, as ever."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._clients: dict[ConnectionPool, Redis] = {}

    def get_client(self, key=None, *, write: bool = False) -> Redis:
        pool = self._get_connection_pool(write)
        if pool not in self._clients:
            self._clients[pool] = self._client(connection_pool=pool)
        return self._clients[pool]


class PortalCache(RedisCache):
    """The `BACKEND` of `CACHES`."""

    def __init__(self, server, params) -> None:
        super().__init__(server, params)
        self._class = LastingClient
