"""Databases of their own, copied within seconds, and Odoo servers on them.

The tests' own database is in use and rolled back at their end, so another server would see
nothing of it. These here are copies of the template it was made from, kept with their files,
keys and logs in one folder that is removed at the end.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path

import psycopg2
from psycopg2 import sql

from odoo.tools import config

TEMPLATE = "MENTORING_TEST_TEMPLATE"
FOLDER = "mentoring-crawl-"
START_SECONDS = 300


@cache
def company_ground():
    """The ground that the tests of one run share, and on it the scenario's database.

    :return: (:class:`Ground`, name of the database, to be copied and not served)
    """
    ground = Ground()
    atexit.register(ground.close)
    name = ground.copied("0")
    package = __name__.rpartition(".")[0]
    ground.run(
        name, f"from {package}.scenario import Scenario\nScenario.build(env)\nenv.cr.commit()\n"
    )
    return ground, name


class Ground:
    """Databases and servers, and where they are kept; :meth:`close` leaves nothing of them."""

    def __init__(self):
        self._template = os.environ.get(TEMPLATE)
        if not self._template:
            raise RuntimeError(
                f"{TEMPLATE} names no database: run this with scripts/test, which sets it to the "
                "template that the tests' own database was copied from."
            )
        self._remove_left_over()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
        self._databases = []
        self._servers = []
        self._write_config()

    @staticmethod
    def _remove_left_over():
        """Remove the folders of tests that were killed; scripts/test drops their databases."""
        for left in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
            pid = left.name.removeprefix(FOLDER).split("-")[0]
            if pid.isdigit() and not Path("/proc", pid).exists():
                shutil.rmtree(left, ignore_errors=True)

    def close(self):
        for server in self._servers:
            server.stop()
        for name in self._databases:
            self._drop(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def copied(self, purpose, source=None):
        """Copy a database with its files, keys and open sessions.

        :param source: the template without it; nobody may be connected to it
        :return: name, of the same length for purposes of the same length. scripts/test drops
            what its pattern says belongs to a process that is no more.
        """
        prefix = self._template.split("_addons_")[0]
        name = f"{prefix}_crawl{purpose}_{os.getpid()}"
        self._do("CREATE DATABASE {} TEMPLATE {}", name, source or self._template)
        self._databases.append(name)
        if source:
            shutil.copytree(self.data(source), self.data(name))
            self.filestore(name, source).rename(self.filestore(name))
            for path in (self.data(name) / "sessions").glob("*/*"):
                path.write_text(path.read_text().replace(source, name))
        elif Path(config.filestore(self._template)).is_dir():
            shutil.copytree(config.filestore(self._template), self.filestore(name))
        return name

    def data(self, name):
        """The data folder of a database's server: files, sessions, keys."""
        return self.folder / name

    def filestore(self, name, made_for=None):
        return self.data(name) / "filestore" / (made_for or name)

    def run(self, name, script, *addons_path):
        """Run a script as ``odoo shell`` does, in the name of the system.

        :raises RuntimeError: with the end of its output when it fails
        """
        words = ["-d", name, "--no-http", "--log-level=warn", *self.options(name, addons_path)]
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "odoo", "shell", *words],
            input=script,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"Odoo's shell failed on {name}:\n{done.stderr[-4000:]}")

    def serve(self, name, *words, addons_path=()):
        """Start a server on one database; it may take a while until :meth:`Server.wait`."""
        server = Server(self, name, [*self.options(name, addons_path), *words])
        self._servers.append(server)
        return server

    def connect(self, name):
        """A connection of psycopg2 to one of the databases."""
        return psycopg2.connect(dbname=name, **self._connection())

    def dump(self, name):
        """The plain text that ``pg_dump`` writes, as bytes."""
        options = {"host": "-h", "port": "-p", "user": "-U"}
        words = [w for key, value in self._connection().items() if key in options
                 for w in (options[key], str(value))]  # fmt: skip
        done = subprocess.run(  # noqa: S603
            ["pg_dump", *words, "--no-owner", "-d", name],  # noqa: S607
            capture_output=True,
            check=True,
        )
        return done.stdout

    def options(self, name, addons_path):
        """The words for Odoo's command line that every process on a database needs."""
        paths = [*config["addons_path"], *map(str, addons_path)]
        words = ["-c", str(self._config), "--data-dir", str(self.data(name))]
        return [*words, "--addons-path", ",".join(paths)]

    def _drop(self, name):
        """Drop a database, waiting for PostgreSQL's own housekeeping to leave it."""
        for attempt in range(100):
            try:
                return self._do("DROP DATABASE IF EXISTS {}", name)
            except psycopg2.errors.ObjectInUse:
                if attempt == 99:
                    raise
                time.sleep(0.1)
        return None

    @staticmethod
    def _connection():
        found = {key: config[f"db_{key}"] for key in ("host", "port", "user", "password")}
        return {key: value for key, value in found.items() if value}

    def _do(self, statement, *names):
        connection = psycopg2.connect(dbname="postgres", **self._connection())
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
        finally:
            connection.close()

    def _write_config(self):
        self._config = self.folder / "odoo.conf"
        options = {f"db_{key}": value for key, value in self._connection().items()}
        options |= {
            "http_interface": "127.0.0.1",
            "list_db": False,
            "max_cron_threads": 0,
            "workers": 0,
        }
        lines = [f"{name} = {value}" for name, value in options.items()]
        self._config.touch(mode=0o600)
        self._config.write_text("\n".join(["[options]", *lines, ""]))


class Server:
    """An Odoo server process on one database."""

    def __init__(self, ground, name, words):
        self.ground = ground
        self.name = name
        self.port = _free_port()
        self.log = ground.folder / f"{name}.log"
        self._process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "odoo", "server", "-d", name),
                *("--db-filter", f"^{name}$", "--http-port", str(self.port)),
                *("--logfile", self.log, "--log-level=error", *words),
            ],
            stderr=subprocess.DEVNULL,
        )

    def wait(self):
        """Wait until it answers.

        :raises RuntimeError: with the end of its log when it does not
        """
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{self.port}/web/login", timeout=START_SECONDS
                ):
                    return self
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        log = self.log.read_text()[-4000:] if self.log.exists() else ""
        raise RuntimeError(f"The server on {self.name} does not answer:\n{log}")

    def stop(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
