# The portal: one image for web, worker, beat and the migrations (see docker-compose.yml).
FROM python:3.13-slim-bookworm AS packages
COPY requirements/portal.txt /requirements.txt
RUN python -m venv /environment \
 && /environment/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement /requirements.txt

FROM python:3.13-slim-bookworm
# What makes the PDF.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
    libfontconfig1 libglib2.0-0 libharfbuzz-subset0 libharfbuzz0b libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /srv/portaal --create-home portaal \
 && install --directory --owner=portaal --group=portaal --mode=750 /srv/media
COPY --from=packages /environment /environment
WORKDIR /srv/portaal
COPY . .
ENV PATH=/environment/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAAL_MEDIA_ROOT=/srv/media \
    PORTAAL_STATIC_ROOT=/srv/static
# Collecting files asks for no service; the three values below exist during this step alone.
RUN PORTAAL_SECRET_KEY=build PORTAAL_DATABASE_URL=postgresql://build@/build PORTAAL_REDIS_URL=redis://build \
    python manage.py collectstatic --noinput \
 && python -m compileall -q areas participation budgets programmes wijkportaal
USER portaal
EXPOSE 8000
CMD ["gunicorn", "--config=python:wijkportaal.launcher.web_server", "--bind=0.0.0.0:8000"]
