"""Migration operations for what only the database can promise: walls between tenants, moves, append-only."""

from collections.abc import Iterable
from typing import Any

from django.db.migrations.operations.base import Operation

TENANT_POLICY = "{column} = nullif(current_setting('app.tenant_id', true), '')::uuid"

PERSON_POLICY = "user_id = nullif(current_setting('app.user_id', true), '')::uuid"


def _has_tenant(model: Any) -> bool:
    return any(field.name == "tenant" for field in model._meta.get_fields())


class _TableOperation(Operation):
    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing that Django's models know of."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        for statement in self.statements(model):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The table itself goes when its CreateModel is reversed, and takes all of this with it."""

    def describe(self) -> str:
        return f"{type(self).__name__} for {self.model}"

    def statements(self, model: Any) -> Iterable[str]:
        raise NotImplementedError  # pragma: no cover - abstract


def _policy(table: str, name: str, roles: str, using: str, *, command: str = "ALL") -> list[str]:
    checks = f" WITH CHECK ({using})" if command == "ALL" else ""
    return [
        f'DROP POLICY IF EXISTS "{name}" ON "{table}"',
        f'CREATE POLICY "{name}" ON "{table}" FOR {command} TO {roles} USING ({using}){checks}',
    ]


def _secured(table: str) -> list[str]:
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        # Without its own policy the owner's data migrations would see nothing.
        *_policy(table, "owner", "app_owner", "true"),
        # Separate from the tenant's policy: "staff OR tenant" in one policy loses the indexes.
        *_policy(table, "staff", "app_staff", "true"),
    ]


class SecureTenantTable(_TableOperation):
    """FORCEd row security, the tenant's policy, and composite keys to every tenant-owned row pointed at.

    Run it again after adding a foreign key: it may run any number of times.
    """

    def __init__(
        self, model: str, *, column: str = "tenant_id", referenced: bool = True, only: str = ""
    ) -> None:
        """`referenced=False`: no tenant-owned row points here, so the composite key would only cost writes.

        `only`: which of its own rows the tenant sees, where some are about it and not for it.
        """
        super().__init__(model)
        self.column = column
        self.referenced = referenced
        self.only = only

    def statements(self, model: Any) -> Iterable[str]:
        table = model._meta.db_table
        yield from _secured(table)
        own = TENANT_POLICY.format(column=self.column)
        using = f"{own} AND {self.only}" if self.only else own
        yield from _policy(table, "tenant", "app_web, app_worker", using)
        if self.referenced and self.column == "tenant_id" and model._meta.pk.name != "tenant":
            yield _add_constraint(table, f"{table}_tenant_id_id", "UNIQUE (tenant_id, id)")
        for field in model._meta.local_fields:
            if field.is_relation and field.name != "tenant" and _has_tenant(field.remote_field.model):
                remote = field.remote_field.model._meta
                remote_key = "tenant_id, id" if remote.pk.name != "tenant" else None
                if remote_key:
                    yield _add_constraint(
                        table,
                        f"{table}_{field.column}_same_tenant"[:63],
                        f'FOREIGN KEY (tenant_id, "{field.column}") REFERENCES "{remote.db_table}" ({remote_key})',
                    )


class SecureStaffTable(_TableOperation):
    """FORCEd row security on a table that belongs to no tenant and that no tenant may read."""

    def statements(self, model: Any) -> Iterable[str]:
        return _secured(model._meta.db_table)


class SecurePersonTable(_TableOperation):
    """FORCEd row security on a table whose rows belong to one person (`user_id`), whatever brand they act for."""

    def statements(self, model: Any) -> Iterable[str]:
        table = model._meta.db_table
        yield from _secured(table)
        yield from _policy(table, "person", "app_web", PERSON_POLICY)


class GrantToRelay(_TableOperation):
    """The relay's login role may read and mark this table, and no other."""

    def statements(self, model: Any) -> Iterable[str]:
        table = model._meta.db_table
        yield f'GRANT SELECT, UPDATE ON "{table}" TO app_relay'
        yield from _policy(table, "relay", "app_relay", "true")


class AlsoVisible(_TableOperation):
    """A second, read-only policy: the row by which a tenant is found, or a row opened by a signed link."""

    def __init__(self, model: str, *, name: str, using: str) -> None:
        super().__init__(model)
        self.name = name
        self.using = using

    def statements(self, model: Any) -> Iterable[str]:
        return _policy(model._meta.db_table, self.name, "app_web, app_worker", self.using, command="SELECT")


class RoomForUpdates(_TableOperation):
    """Leave a third of each page free, so that an update of columns without an index stays on its page."""

    def statements(self, model: Any) -> Iterable[str]:
        return [f'ALTER TABLE "{model._meta.db_table}" SET (fillfactor = 66)']


class AppendOnly(_TableOperation):
    """Rows are written once: UPDATE, DELETE and TRUNCATE raise, whoever asks."""

    def statements(self, model: Any) -> Iterable[str]:
        table = model._meta.db_table
        yield (
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23001'; END $$"
        )
        yield f'DROP TRIGGER IF EXISTS append_only ON "{table}"'
        yield (
            f'CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        yield f'DROP TRIGGER IF EXISTS append_only_truncate ON "{table}"'
        yield (
            f'CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


class GuardMoves(_TableOperation):
    """The database refuses a change of `column` that the transition table does not know."""

    def __init__(self, model: str, *, column: str, start: str, moves: Iterable[tuple[str, str]]) -> None:
        super().__init__(model)
        self.column = column
        self.start = start
        self.moves = tuple(moves)

    def statements(self, model: Any) -> Iterable[str]:
        table = model._meta.db_table
        allowed = ", ".join(f"'{a}>{b}'" for a, b in self.moves)
        function = f"{table}_{self.column}_moves"
        yield (
            f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"IF TG_OP = 'INSERT' THEN IF NEW.{self.column} <> '{self.start}' THEN "
            f"RAISE EXCEPTION '{table} starts as {self.start}, not %', NEW.{self.column} USING ERRCODE = '23514'; END IF; "
            f"ELSIF NEW.{self.column} <> OLD.{self.column} AND NOT "
            f"(OLD.{self.column} || '>' || NEW.{self.column}) = ANY (ARRAY[{allowed}]) THEN "
            f"RAISE EXCEPTION '{table} cannot move from % to %', OLD.{self.column}, NEW.{self.column} "
            "USING ERRCODE = '23514'; END IF; RETURN NEW; END $$"
        )
        yield f'DROP TRIGGER IF EXISTS "{function}" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{function}" BEFORE INSERT OR UPDATE OF {self.column} ON "{table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{function}"()'
        )


class KeepsOne(_TableOperation):
    """A tenant that has a row with `column` = `value` never loses the last one, whoever takes it and however many at once."""

    def __init__(self, model: str, *, column: str, value: str) -> None:
        super().__init__(model)
        self.column = column
        self.value = value

    def statements(self, model: Any) -> Iterable[str]:
        table = model._meta.db_table
        function = f"{table}_keeps_{self.value}"
        yield (
            f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"IF OLD.{self.column} <> '{self.value}' THEN RETURN NULL; END IF; "
            # Two who take one each wait for each other here; a key's share lock (any new row of the tenant) does not.
            "PERFORM FROM core_tenant WHERE id = OLD.tenant_id FOR NO KEY UPDATE; "
            f'IF NOT EXISTS (SELECT FROM "{table}" WHERE tenant_id = OLD.tenant_id'
            f" AND {self.column} = '{self.value}') THEN "
            f"RAISE EXCEPTION '{table} keeps a {self.column} {self.value}' USING ERRCODE = '23514'; END IF; "
            "RETURN NULL; END $$"
        )
        yield f'DROP TRIGGER IF EXISTS "{function}" ON "{table}"'
        # Not deferred: at commit the settings that row security reads are those of nobody.
        yield (
            f'CREATE TRIGGER "{function}" AFTER UPDATE OR DELETE ON "{table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{function}"()'
        )


def _add_constraint(table: str, name: str, definition: str) -> str:
    """PostgreSQL has no ADD CONSTRAINT IF NOT EXISTS."""
    return (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}'"
        f" AND conrelid = '\"{table}\"'::regclass) THEN"
        f' ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}; END IF; END $$'
    )
