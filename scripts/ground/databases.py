"""Databases: templates made once for a state of the code, and copies of them that cost seconds.

Two templates stand on each other: what the addons depend on (changes rarely), and that with the
addons installed (changes with their files). Both have demo data. A database's comment says what
it was made from; it is written before the database gets its name.
"""

import ast
import os
import re
import secrets
import shutil
import socket
from contextlib import contextmanager

from . import HOME, LOGS, REPOSITORY, TEMPORARY, Trouble, fingerprint, postgres, python
from .steps import Step, alone, follow

DATA = HOME / "data"
FILESTORE = DATA / "filestore"
CONFIG = HOME / "odoo.conf"
# What of an addon a database does not depend on.
NOT_INSTALLED = ("tests", "readme", "__pycache__")
DEFAULT = "mentoring"
PREFIX = f"mentoring_{fingerprint(socket.gethostname(), REPOSITORY)[:6]}"


def addons():
    """Return the manifests of the repository's addons by name."""
    manifests = {}
    for path in sorted(REPOSITORY.glob("*/__manifest__.py")):
        manifest = ast.literal_eval(path.read_text())
        if manifest.get("installable", True):
            manifests[path.parent.name] = manifest
    if not manifests:
        raise Trouble(f"{REPOSITORY} has no addon (no folder with a __manifest__.py).")
    return manifests


def addons_identity():
    """Return a digest of every file that installing or updating the addons reads."""
    parts = []
    for name in addons():
        for root, folders, files in os.walk(REPOSITORY / name):
            folders[:] = sorted(set(folders) - set(NOT_INSTALLED))
            for file in sorted(files):
                path = os.path.join(root, file)
                with open(path, "rb") as stream:
                    parts += [os.path.relpath(path, REPOSITORY), stream.read()]
    return fingerprint(*parts)


class Databases:
    """The databases of one running script.

    :param odoo: the Odoo they are made with (:class:`ground.odoo.Odoo`).
    :param environment: variables with which libpq finds the server.
    :param descriptors: file descriptors that everything using the server has to inherit.
    """

    def __init__(self, odoo, environment, descriptors):
        self.odoo = odoo
        self.descriptors = descriptors
        self.environment = {**environment, "PYTHONPATH": str(odoo.site), "PYTHONUNBUFFERED": "1"}
        # The database is always named; a user's own PGDATABASE is none of ours.
        self.environment.pop("PGDATABASE", None)
        self._write_config()

    def template(self, with_addons=True):
        """Return the name of the template, after making it when the code has changed."""
        needed = {word for manifest in addons().values() for word in manifest.get("depends", ())}
        outside = sorted((needed - set(addons())) | {"base"})
        base_key = fingerprint(self.odoo.identity, python.identity(), *outside)[:8]
        base = f"{PREFIX}_base_{base_key}"
        if not self.exists(base):
            self._make(base, outside, "Making the template of Odoo with demo data")
        if not with_addons:
            return base
        key = fingerprint(base_key, addons_identity())[:8]
        name = f"{PREFIX}_addons_{key}"
        if not self.exists(name):
            self._make(name, sorted(addons()), "Installing the addons in a template", base)
        return name

    def exists(self, name):
        """Tell whether a database is there."""
        return bool(self._query("SELECT 1 FROM pg_database WHERE datname = :'name'", name=name))

    def comment(self, name):
        """Return what a database was made from, ``None`` when nobody here made it."""
        rows = self._query(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = :'name'",
            name=name,
        )
        return (rows[0][0] or None) if rows else None

    def set_comment(self, name, text):
        """Note what a database was made from."""
        self._query("COMMENT ON DATABASE :\"name\" IS :'text'", name=name, text=text)

    def point_links(self, name, address):
        """Let the links in a database's mails lead to ``address``, unless its owner froze them."""
        sql = """
            INSERT INTO ir_config_parameter (key, value) SELECT 'web.base.url', :'address'
             WHERE NOT EXISTS (SELECT 1 FROM ir_config_parameter WHERE key = 'web.base.url');
            UPDATE ir_config_parameter SET value = :'address'
             WHERE key = 'web.base.url' AND NOT EXISTS (
                   SELECT 1 FROM ir_config_parameter
                    WHERE key = 'web.base.url.freeze' AND value <> '')
        """
        postgres.query(self.environment, sql, database=name, address=address)

    def copy(self, source, name, comment):
        """Copy a database with its files; it gets its name when it is whole."""
        making = f"{PREFIX}_copying_{os.getpid()}"
        self.drop(making)
        self._copy_files(source, name)
        self._query('CREATE DATABASE :"making" TEMPLATE :"source"', making=making, source=source)
        self.set_comment(making, comment)
        self._query('ALTER DATABASE :"making" RENAME TO :"name"', making=making, name=name)

    @contextmanager
    def throwaway(self, purpose, with_addons=True):
        """Give the name of a copy of the template that is dropped at the end."""
        name = f"{PREFIX}_{purpose}_{os.getpid()}"
        with alone():
            self._drop_left_over()
            self.copy(self.template(with_addons), name, f"pid {os.getpid()}")
        try:
            yield name
        finally:
            self.drop(name)

    def drop(self, name):
        """Drop a database with its files, whoever is connected; none is no error."""
        self._query('DROP DATABASE IF EXISTS :"name" WITH (FORCE)', name=name)
        shutil.rmtree(FILESTORE / name, ignore_errors=True)

    def config(self, **options):
        """Write a configuration of this process, beside the common one; return its path."""
        path = HOME / f"odoo-{os.getpid()}.conf"
        lines = [f"{name} = {value}" for name, value in options.items()]
        names = "|".join(map(re.escape, options))
        common = re.sub(rf"(?m)^({names}) = .*\n", "", CONFIG.read_text())
        path.write_text(common + "\n".join(lines) + "\n")
        path.chmod(0o600)
        return path

    def odoo_server(self, log, each_line, trouble, *words):
        """Run Odoo's server with its output in a log; return its exit code."""
        return follow(
            [python.PYTHON, "-m", "odoo", "server", "-c", CONFIG, *words],
            log,
            each_line,
            trouble,
            env=self.environment,
            cwd=REPOSITORY,
            pass_fds=self.descriptors,
        )

    def install(self, name, modules, title, update=()):
        """Install modules in a database (and update some); show how many of them are loaded."""
        step = Step(title)
        bad = []

        def each_line(line):
            match = re.search(r"Loading module (\S+) \((\d+)/(\d+)\)", line)
            if match:
                step.at(f"module {match[2]} of {match[3]} ({match[1]})")
            # Odoo goes on when demo data do not load, and after an error in a view's data.
            if re.search(r"\d (ERROR|CRITICAL) |demo data failed to install", line):
                bad.append(line)

        log = f"install-{os.getpid()}.log"
        words = [
            "-d",
            name,
            "-i",
            ",".join(modules),
            "--with-demo",
            "--stop-after-init",
            "--no-http",
        ]
        if update:
            words += ["-u", ",".join(update)]
        self.odoo_server(log, each_line, f"Odoo could not load {', '.join(modules)}", *words)
        if bad:
            raise Trouble(
                f"Odoo reported while loading: {bad[0]} (all of it is in .odoo/log/{log})."
            )
        (LOGS / log).unlink()
        step.done()

    def _make(self, name, modules, title, source=None):
        kind = name.rsplit("_", 1)[0]
        self._drop_left_over()
        for old in self._names(f"{kind}_"):
            self.drop(old)
        making = f"{PREFIX}_making"
        self.drop(making)
        if source:
            self.copy(source, making, "making")
        else:
            sql = "CREATE DATABASE :\"name\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'"
            self._query(sql, name=making)
        self.install(making, modules, title)
        self._copy_files(making, name)
        self._query('ALTER DATABASE :"making" RENAME TO :"name"', making=making, name=name)
        shutil.rmtree(FILESTORE / making, ignore_errors=True)

    def _drop_left_over(self):
        """Drop the copies of scripts that were killed."""
        for name in self._names(PREFIX + "_"):
            pid = name.rsplit("_", 1)[-1]
            if pid.isdigit() and len(pid) < 8 and not os.path.exists(f"/proc/{pid}"):
                self.drop(name)
        for path in HOME.glob("odoo-*.conf"):
            if not os.path.exists(f"/proc/{path.stem.removeprefix('odoo-')}"):
                path.unlink()

    def _names(self, prefix):
        sql = "SELECT datname FROM pg_database WHERE starts_with(datname, :'prefix')"
        return [row[0] for row in self._query(sql, prefix=prefix)]

    def _copy_files(self, source, name):
        """Copy a filestore by hard links: Odoo never changes a stored file, it only removes."""
        shutil.rmtree(FILESTORE / name, ignore_errors=True)
        if (FILESTORE / source).is_dir():
            TEMPORARY.mkdir(exist_ok=True)
            shutil.copytree(FILESTORE / source, FILESTORE / name, copy_function=os.link)

    def _query(self, sql, **variables):
        return postgres.query(self.environment, sql, **variables)

    def _write_config(self):
        """Write the configuration of every Odoo here; its master password stays what it was."""
        known = (
            re.search(r"^admin_passwd = (.+)$", CONFIG.read_text(), re.M)
            if CONFIG.exists()
            else None
        )
        options = {
            "addons_path": ",".join(map(str, (*self.odoo.addons, REPOSITORY))),
            "admin_passwd": known[1] if known else secrets.token_urlsafe(24),
            "data_dir": DATA,
            "http_interface": "127.0.0.1",
            "http_port": 8069,
            "list_db": False,
            "with_demo": True,
            "workers": 0,
        }
        text = "[options]\n" + "".join(f"{name} = {value}\n" for name, value in options.items())
        if not CONFIG.exists() or CONFIG.read_text() != text:
            written = HOME / f"odoo.conf.{os.getpid()}"
            written.touch(mode=0o600)
            written.write_text(text)
            written.rename(CONFIG)
