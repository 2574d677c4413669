"""How gunicorn serves the portal, by `./portaal` and in a container alike (`--config=python:…`).

Threads with connections that stay open: it did as well as any server, and holds on to a known number of
database connections (workers x threads). GUNICORN_CMD_ARGS or WEB_CONCURRENCY overrule a line.
"""

import os

wsgi_app = "wijkportaal.wsgi"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
keepalive = 75
timeout = 60
graceful_timeout = 8
control_socket_disable = True
# The portal is read once and shared by the workers: half the time to start and less memory. Nothing in it
# opens a connection or a thread while it is read.
preload_app = True
# Heartbeat files in memory, where there is such a place.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - gunicorn makes it safely
# Visits are logged by the portal itself, without addresses of people.
accesslog = None
