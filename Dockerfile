# The portal's image: every process of docker-compose.yml is a command in it.
#   docker build --build-arg EXTRAS="saml telemetry sentry" --tag assay .
# EXTRAS: which requirements-*.txt come in beside requirements.txt, see docs/deploy.md.

FROM python:3.13-slim-trixie AS packages
ARG EXTRAS=""
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_NO_CACHE=1
WORKDIR /build
COPY requirements*.txt script/lib/uv-requirements.txt ./
RUN python -m pip install --no-cache-dir --no-deps --only-binary :all: --require-hashes --target /uv -r uv-requirements.txt
RUN /uv/bin/uv venv --python "$(command -v python)" /venv \
    && set -- -r requirements.txt \
    && for extra in $EXTRAS; do set -- "$@" -r "requirements-$extra.txt"; done \
    && /uv/bin/uv pip install --require-hashes --only-binary :all: --python /venv/bin/python "$@"

FROM python:3.13-slim-trixie AS portal
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONPATH=/srv/portal STATIC_ROOT=/srv/static PORTAL_DATA=/data
RUN groupadd --gid 10001 portal && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin portal \
    && install --directory --owner portal --group portal --mode 0700 /data /backups
COPY --from=packages /venv /venv
WORKDIR /srv/portal
COPY . .
# Its file system is read-only later: what would be written at the first run is written now. Nothing of these values
# stays; production has no defaults, so that the settings cannot be read without them.
RUN python -m compileall -q /srv/portal \
    && PORTAL_ENV=production PORTAL_ORIGIN=https://build.invalid ALLOWED_HOSTS=build.invalid SECRET_KEY=build \
    DATABASE_URL=postgresql://build@build.invalid/build REDIS_URL=redis://build.invalid \
    EMAIL_URL=smtp://build.invalid MAIL_FROM=build@build.invalid \
    python manage.py collectstatic --no-input
ENV PORTAL_ENV=production PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "portal.wsgi:application", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"]
