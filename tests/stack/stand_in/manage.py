"""Stands in for Django's command line: says who asked, and runs until told to stop where the real one does."""

import contextlib
import os
import pathlib
import signal
import sys

import psycopg2


def ask(statement: str) -> str:
    url = os.environ["DATABASE_URL"]
    with contextlib.closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else ""


def main() -> None:
    name = sys.argv[1]
    if name == "recognise":
        sys.stdout.write(f"{name} runs in {pathlib.Path.cwd()}\n")
        return
    sys.stdout.write(f"{name} runs as {ask('SELECT current_user')}\n")
    sys.stdout.flush()
    if name == "migrate":
        ask("CREATE TABLE IF NOT EXISTS django_migrations (id int)")
    if name == "demo":
        pathlib.Path(os.environ["PORTAL_DATA"], "demo-sign-ins.txt").write_text("alice@example.com\n")
    if name in {"relay", "scheduler"}:
        signal.sigwait({signal.SIGTERM})


signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
main()
