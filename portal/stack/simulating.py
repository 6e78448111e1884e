"""script/manage simulate: the command on servers of its own, which are thrown away with all that it has made up."""

import sys
from collections.abc import Sequence

from portal.stack import foreground
from portal.stack.config import ROOT, Config
from portal.stack.console import say
from portal.stack.processes import MIGRATE
from portal.stack.stopping import StopRequested, StopSignals
from portal.stack.supervisor import Supervisor
from portal.stack.testing import INTERRUPTED, start_servers, throwaway_config
from portal.stack.up import as_service

# Which decisions are audited is drawn under this secret: the same in each run, and used nowhere else.
SECRET = "of simulations, whose draws are the same each time"  # noqa: S105


def simulate(arguments: Sequence[str]) -> int:
    with throwaway_config() as config, StopSignals() as signals, _supervisor(config, signals) as supervisor:
        try:
            environment = start_servers(config, supervisor)
            say("Preparing a database of its own…")
            owner = environment["DATABASE_OWNER_URL"]
            supervisor.run_to_end(as_service(MIGRATE, config, environment | {"DATABASE_URL": owner}))
        except StopRequested:
            return INTERRUPTED
        # The pipeline's login role.
        own = {"DATABASE_URL": environment["DATABASE_WORKER_URL"], "SECRET_KEY": SECRET}
        command = (sys.executable, str(ROOT / "manage.py"), *arguments)
        return foreground.run(command, environment=environment | own, signals=signals)


def _supervisor(config: Config, signals: StopSignals) -> Supervisor:
    return Supervisor(status_file=config.status_file, signals=signals)
