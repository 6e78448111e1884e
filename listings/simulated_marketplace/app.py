"""The whole site as one WSGI application."""

import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from . import stock
from .api import SiteApi
from .control import Control
from .control_page import ControlPage
from .credentials import PORTAL, READER, api_credential, control_credential
from .faults import Misbehaviour
from .markup import page, tag
from .pictures.gallery import Gallery
from .sites import SITES, Site
from .store import Store
from .storefront.elements import STYLESHEET
from .storefront.pages import Storefront
from .web import HttpError, Request, Response, error_response, html_response, json_response, send

logger = logging.getLogger(__name__)

_ASSETS = {
    "/static/market.css": ("market.css", "text/css; charset=utf-8"),
    "/static/icon.svg": ("icon.svg", "image/svg+xml"),
}
_ASSET_FOLDER = Path(__file__).with_name("storefront")

Answerer = Callable[[Request], Response]


class Marketplace:
    def __init__(self, *, directory: Path, secret: str, public_url: str) -> None:
        # A handler that computes must not keep the writer waiting for the interpreter's lock for the
        # usual 5 ms each time: the writer holds up everybody else.
        sys.setswitchinterval(0.0005)
        self._store = Store(directory)
        with self._store.writing() as db:
            stock.seed_if_empty(db)
        self._hosts = {urlsplit(public_url).hostname, "localhost", "127.0.0.1", "[::1]"}
        sites = {key: Misbehaviour() for key in SITES}
        # The first prefix that fits answers.
        self._answerers: list[tuple[str, Answerer]] = [
            ("/healthz", self._health),
            ("/static/", self._asset),
            *self._site_answerers(sites, directory, secret, public_url),
            ("/control/", self._control(sites, secret)),
        ]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        try:
            response = self._answerer(request)(request)
        except HttpError as error:
            response = error_response(error)
        except Exception:
            logger.exception("%s %r failed", request.method, request.path)
            response = error_response(HttpError(500, "internal", "Something went wrong."))
        return send(response, request, start_response)

    def _answerer(self, request: Request) -> Answerer:
        for prefix, answerer in self._answerers:
            if request.path.startswith(prefix):
                return answerer
        return self._site_list

    def _site_answerers(
        self, sites: dict[str, Misbehaviour], directory: Path, secret: str, public_url: str
    ) -> list[tuple[str, Answerer]]:
        gallery = Gallery(directory / "pictures")
        answerers: list[tuple[str, Answerer]] = []
        for key, site in SITES.items():
            api = self._api(site, sites[key], secret, public_url)
            answerers.append((f"/{key}/api/", api))
            answerers.append((f"/{key}", Storefront(site, self._store, gallery, sites[key])))
        return answerers

    def _api(self, site: Site, misbehaviour: Misbehaviour, secret: str, public_url: str) -> SiteApi:
        credentials = [api_credential(secret, site.key, role) for role in (PORTAL, READER)]
        return SiteApi(site, self._store, misbehaviour, credentials, public_url)

    def _control(self, sites: dict[str, Misbehaviour], secret: str) -> Answerer:
        api = Control(self._store, sites, control_credential(secret))
        for_people = ControlPage(self._store, sites)

        def answer(request: Request) -> Response:
            self._require_own_host(request)
            return for_people(request) if request.path == "/control/" else api(request)

        return answer

    def _require_own_host(self, request: Request) -> None:
        """Refuses names that a foreign site may have pointed at this machine."""
        host = request.headers.get("Host", "").rpartition(":")[0] or request.headers.get("Host", "")
        if host not in self._hosts:
            raise HttpError(403, "foreign_host", "Not under this name.")

    def _health(self, _request: Request) -> Response:
        with self._store.reading() as db:
            db.execute("SELECT 1")
        return json_response({"status": "ok"})

    @staticmethod
    def _asset(request: Request) -> Response:
        if request.path not in _ASSETS:
            raise HttpError(404, "not_found", "There is nothing at this address.")
        name, kind = _ASSETS[request.path]
        headers = {"Content-Type": kind, "Cache-Control": "public, max-age=300"}
        return Response(body=(_ASSET_FOLDER / name).read_bytes(), headers=headers)

    @staticmethod
    def _site_list(request: Request) -> Response:
        links = (
            tag("p", tag("a", site.name, href=f"/{key}/", class_="name"), f" {site.tagline}")
            for key, site in SITES.items()
        )
        found = request.path == "/"
        heading = "Two simulated marketplaces" if found else "There is nothing at this address"
        content = tag("main", tag("h1", heading), *links)
        return html_response(page(heading, content, stylesheet=STYLESHEET), 200 if found else 404)
