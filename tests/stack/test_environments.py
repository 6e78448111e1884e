import pytest

from core.database_roles import LOGIN_ROLES
from portal.stack import environments, secrets_file
from portal.stack.config import Config
from portal.stack.console import StackError
from portal.stack.environments import Connections
from portal.stack.processes import DATABASE_VARIABLES, portal_processes

CONNECTIONS = Connections(
    databases={role: f"postgresql://{role}@db/portal" for role in LOGIN_ROLES}, redis="redis://broker"
)
ALL_GIVEN = {name: f"postgresql://{role}@elsewhere/portal" for role, name in DATABASE_VARIABLES.items()}


@pytest.fixture
def config(tmp_path) -> Config:
    return Config(data=tmp_path, port=8000, is_production=False)


def test_a_process_gets_the_database_of_its_own_role_and_no_other(config):
    common = environments.common(config, CONNECTIONS, secrets_file.load(config.data), inherited=ALL_GIVEN)

    for process in portal_processes(port=8000):
        environment = environments.with_database(common, CONNECTIONS, process.database_role)
        urls = [value for value in environment.values() if value.startswith("postgresql://")]
        assert urls == [CONNECTIONS.databases[role] for role in (process.database_role,) if role]


def test_secrets_of_the_environment_stand(config):
    inherited = {"SECRET_KEY": "given"}

    common = environments.common(config, CONNECTIONS, secrets_file.load(config.data), inherited=inherited)

    assert common["SECRET_KEY"] == "given"
    assert len(common["MARKETPLACE_SECRET"]) > 30


def test_without_any_database_url_the_database_is_ours_to_start():
    assert environments.given_databases({}) == {}


def test_all_database_urls_are_given_or_none():
    some = {"DATABASE_URL": ALL_GIVEN["DATABASE_URL"]}

    with pytest.raises(
        StackError, match="DATABASE_WORKER_URL, DATABASE_RELAY_URL, DATABASE_OWNER_URL must be set"
    ):
        environments.given_databases(some)
    assert set(environments.given_databases(ALL_GIVEN)) == set(LOGIN_ROLES)


def test_secrets_are_made_once(tmp_path):
    assert secrets_file.load(tmp_path) == secrets_file.load(tmp_path)


def test_a_damaged_secrets_file_is_not_replaced(tmp_path):
    (tmp_path / "secrets.json").write_text('{"app_web": "x')

    with pytest.raises(StackError, match="is damaged"):
        secrets_file.load(tmp_path)


@pytest.mark.parametrize("text", ["0", "http", "65535", "-1"])
def test_an_impossible_port_is_refused(text):
    with pytest.raises(StackError, match="PORTAL_PORT"):
        Config.from_environment({"PORTAL_PORT": text})
