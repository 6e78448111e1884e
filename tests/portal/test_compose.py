"""docker-compose.yml: valid by the compose specification, and in step with the code, variable by variable."""

import importlib.resources
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from core.database_roles import LOGIN_ROLES
from portal.stack.__main__ import COMMANDS
from portal.stack.probe import PROBES
from portal.stack.processes import MIGRATE, portal_processes

ROOT = Path(__file__).parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
# By the portal's own image; the others are servers.
OURS = {name for name, service in SERVICES.items() if service["image"].startswith("${PORTAL_IMAGE")}
TEXT = (ROOT / "docker-compose.yml").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()

# ${NAME}, ${NAME:?why}, ${NAME:-default}; $$ is a dollar sign.
VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z0-9_]+)(?::([?-])([^}]*))?\}")
READ_BY_US = re.compile(r"(?:env\.\w+|environ(?:ment)?\.get|environ(?:ment)?\[)\(?\s*\"([A-Z][A-Z0-9_]+)\"")
# Read by libraries, or by the program itself.
READ_BY_OTHERS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "REMAP_SIGTERM"}
# Of development and tests, or made by the image.
NOT_FOR_PRODUCTION = {
    "MARKETPLACE_URL",
    "MARKETPLACE_SECRET",
    "WEBHOOK_LOOPBACK",
    "STATIC_ROOT",
}


def names_in(text: str) -> set[str]:
    return {name for name, _, _ in VARIABLE.findall(text)}


def settings_read() -> set[str]:
    return set(re.findall(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"", (ROOT / "portal/settings.py").read_text()))


def test_it_is_valid_by_the_compose_specification() -> None:
    vendored = importlib.resources.files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json"
    schema = json.loads(vendored.read_text())

    jsonschema.validate(COMPOSE, schema, cls=jsonschema.validators.validator_for(schema))


@pytest.mark.parametrize("process", portal_processes(port=8000), ids=lambda process: process.name)
def test_it_runs_what_the_supervisor_runs(process: Any) -> None:
    service = SERVICES[process.name]
    composed = ["127.0.0.1" if word == "0.0.0.0" else word for word in service["command"]]

    assert composed == [*process.command]
    assert f"//{process.database_role}:" in service["environment"]["DATABASE_URL"]
    assert service["environment"].items() >= process.environment.items()
    assert _seconds(service.get("stop_grace_period", "10s")) == process.stop_seconds


def test_every_process_of_ours_has_a_service_and_every_service_a_command_that_exists() -> None:
    commands = {path.stem for path in (ROOT / "portal/management/commands").glob("*.py")} | {"migrate"}
    processes = {process.name for process in portal_processes(port=8000)}

    assert processes <= OURS
    for name in OURS - processes - {"volumes"}:
        words = SERVICES[name].get("entrypoint", []) + SERVICES[name]["command"]
        if words[1:3] == ["-m", "portal.stack"]:
            assert words[3] in COMMANDS, name
        else:
            assert words[1] == "manage.py", name
            assert words[2] in commands, name


def test_the_database_is_made_and_migrated_before_anything_starts() -> None:
    assert SERVICES["migrate"]["command"] == [*MIGRATE.command]
    assert f"//{MIGRATE.database_role}:" in SERVICES["migrate"]["environment"]["DATABASE_URL"]
    assert SERVICES["migrate"]["depends_on"] == {"provision": {"condition": "service_completed_successfully"}}
    for process in portal_processes(port=8000):
        waits_for = SERVICES[process.name]["depends_on"]
        assert waits_for["migrate"] == {"condition": "service_completed_successfully"}


def test_provision_gets_a_password_for_every_login_role_and_each_process_the_one_of_its_own() -> None:
    given = SERVICES["provision"]["environment"]

    assert {f"{role.upper()}_PASSWORD" for role in LOGIN_ROLES} <= set(given)
    for name in OURS - {"provision"}:
        url = SERVICES[name].get("environment", {}).get("DATABASE_URL", "")
        assert len(re.findall(r"APP_\w+_PASSWORD", json.dumps(SERVICES[name]))) == bool(url), name


def test_every_variable_that_a_process_gets_is_read_by_somebody() -> None:
    sources = [*ROOT.glob("portal/**/*.py"), *ROOT.glob("core/*.py")]
    read = set(READ_BY_OTHERS).union(*(READ_BY_US.findall(path.read_text()) for path in sources))
    read |= {f"{role.upper()}_PASSWORD" for role in LOGIN_ROLES}

    given = set().union(*(SERVICES[name].get("environment", {}) for name in OURS))
    assert given - read == set()


def test_every_setting_can_be_set_there() -> None:
    given = set().union(*(SERVICES[name].get("environment", {}) for name in OURS))

    assert settings_read() - given == NOT_FOR_PRODUCTION


def test_the_example_names_every_variable_and_no_other() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {match.group(1) for line in lines if (match := re.match(r"#?([A-Z][A-Z0-9_]+)=", line))}

    assert named == names_in(TEXT)


def test_the_example_keeps_no_secret() -> None:
    for name in sorted(names_in(TEXT)):
        if re.search(r"PASSWORD|SECRET|KEY_ID|TOKEN|DSN", name):
            assert re.search(rf"^#?{name}=$", (ROOT / ".env.example").read_text(), re.MULTILINE), name


def test_no_secret_has_a_default() -> None:
    required = {name for name, kind, _ in VARIABLE.findall(TEXT) if kind == "?"}
    secrets = {name for name in names_in(TEXT) if re.search(r"PASSWORD|SECRET|KEY_ID", name)}

    assert secrets - {"SECRET_KEY_FALLBACKS", "MARKETPLACE_SECRETS"} <= required
    assert not [
        name for name, kind, default in VARIABLE.findall(TEXT) if name in secrets and kind == "-" and default
    ]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_is_confined(name: str) -> None:
    service = SERVICES[name]
    limits = service["deploy"]["resources"]["limits"]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"cpus", "memory", "pids"} <= set(limits)
    if name != "volumes":
        assert service["user"] not in {"root", "0", "0:0"}
        assert "cap_add" not in service


def test_what_runs_on_says_how_it_is() -> None:
    once = {"volumes", "provision", "migrate", "backup", "restore"}

    for name, service in SERVICES.items():
        assert ("healthcheck" in service) == (name not in once), name
    for name in OURS - once:
        assert SERVICES[name]["healthcheck"]["test"][:4] == ["CMD", "python", "-m", "portal.stack.probe"]
        assert SERVICES[name]["healthcheck"]["test"][4] in PROBES


def test_what_waits_for_a_server_that_is_well_waits_for_one_that_says_so() -> None:
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in SERVICES, name
            if how["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other], (name, other)


def test_only_the_proxy_is_open_to_the_world() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "valkey", "objects"):
        assert SERVICES[name]["networks"] == ["inside"], name


def test_addresses_name_services_and_the_ports_that_they_listen_on() -> None:
    listening = {"postgres": "5432", "valkey": "6379", "objects": "3900", "antivirus": "3310", "web": "8000"}
    garage = tomllib.loads((ROOT / "deploy/garage.toml").read_text())
    caddy = (ROOT / "deploy/Caddyfile").read_text()
    named = re.findall(r"(?:@|//)(postgres|valkey|objects|antivirus):(\d+)", TEXT)
    named += re.findall(r"reverse_proxy (\w+):(\d+)", caddy)

    assert {service for service, _ in named} == set(listening)
    assert [(service, port) for service, port in named if listening[service] != port] == []
    assert garage["s3_api"]["api_bind_addr"].endswith(":3900")
    assert garage["s3_api"]["s3_region"] in SERVICES["web"]["environment"]["FILES_S3_REGION"]
    for published in SERVICES["proxy"]["ports"]:
        inside = published.split(":")[1].split("/")[0]
        assert re.search(rf"http(s)?_port {inside}\b", caddy), published


def test_the_proxy_takes_the_largest_form_that_the_portal_takes(settings: Any) -> None:
    [megabytes] = re.findall(r"max_size (\d+)MB", (ROOT / "deploy/Caddyfile").read_text())

    assert int(megabytes) * 10**6 > settings.REQUEST_MAX_BYTES


def test_volumes_and_networks_are_declared_and_used() -> None:
    used = {place.split(":")[0] for s in SERVICES.values() for place in s.get("volumes", [])}
    mounted = {place for place in used if place.startswith("./")}

    assert used - mounted == set(COMPOSE["volumes"])
    assert all((ROOT / place).is_file() for place in mounted)
    assert {n for s in SERVICES.values() for n in s.get("networks", [])} == set(COMPOSE["networks"])


def test_images_are_pinned_and_name_no_registry() -> None:
    for name in set(SERVICES) - OURS:
        repository, _, tag = SERVICES[name]["image"].partition(":")
        assert tag not in {"", "latest"}, name
        assert "." not in repository.split("/")[0], name


def test_the_images_own_command_is_the_web_process() -> None:
    [command] = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)

    assert json.loads(command) == SERVICES["web"]["command"]
    assert re.search(rf"^USER {SERVICES['web']['user']}$", DOCKERFILE, re.MULTILINE)


def test_every_file_that_the_dockerfile_names_is_there() -> None:
    for names in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for name in names.split():
            assert name == "." or list(ROOT.glob(name)), name
    for extra in re.findall(r"EXTRAS=\"([a-z ]+)\"", DOCKERFILE)[0].split():
        assert (ROOT / f"requirements-{extra}.txt").is_file(), extra


def test_the_images_static_files_can_be_collected_with_the_values_of_its_build(tmp_path: Path) -> None:
    given = dict(
        re.findall(r"\b([A-Z_]+)=(\S+)", DOCKERFILE.split("compileall")[1].split("python manage.py")[0])
    )
    own = {"PATH": os.environ["PATH"], "STATIC_ROOT": str(tmp_path / "static"), "PORTAL_DATA": str(tmp_path)}

    command = [sys.executable, "manage.py", "collectstatic", "--no-input"]
    done = subprocess.run(command, cwd=ROOT, env=own | given, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "static/staticfiles.json").is_file()


def _seconds(duration: str) -> float:
    return float(duration.removesuffix("s"))
