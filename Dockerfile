FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/base.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-liberation fonts-noto-core \
        tesseract-ocr tesseract-ocr-ind \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/sitamu sitamu
COPY --from=build /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=sitamu.settings.prod
WORKDIR /srv/sitamu
COPY . .
# Invented values: collectstatic contacts nothing and keeps none of them.
RUN key=$(python -m sitamu.environment) \
    && env DATABASE_URL=postgresql://x@localhost/x REDIS_URL=redis://localhost STORAGE_URL=file:///tmp \
        EMAIL_URL=smtp://localhost ALLOWED_HOSTS=localhost SECRET_KEY="$key$key" \
        SITAMU_KUNCI_RAHASIA="$key" SITAMU_KUNCI_HMAC="$key" \
        python manage.py collectstatic --noinput --verbosity 0
USER sitamu
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--blocking-threads-idle-timeout", "600", \
     "--respawn-failed-workers", "sitamu.wsgi:application"]
