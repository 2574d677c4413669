"""What `./portaal` does: makes the environment, supervises the services, and stops them all.

It owns the environment folder, the data folder and the processes of one installation on one machine. It
knows nothing of the rooms: it starts the portal through its public doors (gunicorn, Celery, manage.py).
Everything that runs before the environment exists (`__main__`, `commands`, `environment_folder`,
`pip_sources`, `system_packages`, `supervision`, `places`, `processes`) uses the standard library alone.
"""
