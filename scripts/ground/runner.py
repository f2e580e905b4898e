"""The two test runners, pytest and Odoo's own: run them, read what they say."""

import os
import re
import socket
import sys
import xml.etree.ElementTree
from dataclasses import dataclass, field

from . import HOME, LOGS, node, postgres, python
from .steps import Step, show_tail


@dataclass
class Outcome:
    """What Odoo's runner said: counts, and the names of the tests that failed or were skipped."""

    tests: int = 0
    failed: set = field(default_factory=set)
    skipped: set = field(default_factory=set)
    code: int = 0


def odoo(databases, name, title, log, tags, update):
    """Run the tests that the tags select while modules are updated, and after.

    :param name: the database; it is changed.
    :param tags: what Odoo's ``--test-tags`` takes.
    :param update: the modules to update, whose install-time tests so run in the half-loaded
        registry, as they would at their installation.
    """
    step = Step(title)
    outcome = Outcome()
    started = 0

    def each_line(line):
        nonlocal started
        place = re.search(r"odoo\.addons\.(\w+)\.tests\.(\w+): (.*)", line)
        if place and place[3].startswith("Starting "):
            started += 1
            step.at(f"test {started}: {place[1]} {place[3][9:].rstrip(' .')}")
        if place and re.match(r"(FAIL|ERROR): ", place[3]):
            # A subtest's own words vary from run to run, its test's name does not.
            test = re.sub(r"^\w+: (Subtest )?(\S+).*", r"\2", place[3])
            outcome.failed.add(f"{place[1]}/{place[2]}: {test}")
        if place and place[3].startswith("skipped "):
            outcome.skipped.add(f"{place[1]}/{place[2]}: {place[3][8:]}")
        total = re.search(r"odoo\.tests\.result: .* of (\d+) tests", line)
        if total:
            outcome.tests = int(total[1])

    words = ["-d", name, "--test-tags", ",".join(tags), "--stop-after-init"]
    words += ["-u", ",".join(update), "--http-port", free_port()]
    words += ["--screenshots", LOGS / "screenshots"]
    outcome.code = databases.odoo_server(log, each_line, None, *words)
    step.done(f"{outcome.tests} tests")
    return outcome


def pytest(databases, purpose, words, environment=None):
    """Run pytest on a copy of the template; tell whether all passed. A skipped test has not.

    :param purpose: names the copy and, when a test fails, the log of what Odoo said.
    """
    report = LOGS / f"{purpose}-{os.getpid()}.xml"
    log = LOGS / f"{purpose}-odoo-{os.getpid()}.log"
    with databases.throwaway(purpose) as name:
        config = databases.config(logfile=log, screenshots=LOGS / "screenshots")
        code = python.module(
            "pytest",
            f"--odoo-config={config}",
            f"--odoo-database={name}",
            "--odoo-log-level=info",
            "--odoo-http",
            f"--junitxml={report}",
            *words,
            env=_for_tests(databases, environment or databases.environment),
            pass_fds=databases.descriptors,
        )
        config.unlink()
    if code == 1:
        print(f"What Odoo logged is in {log.relative_to(HOME.parent)}.", file=sys.stderr)
    elif code not in (0, 5) and log.exists():
        show_tail(log)
    skipped = _skipped(report) if report.exists() else []
    report.unlink(missing_ok=True)
    if code in (0, 5):
        log.unlink(missing_ok=True)
    for line in skipped:
        print(f"SKIPPED, which counts as failed: {line}", file=sys.stderr)
    return code == 0 and not skipped


def _for_tests(databases, environment):
    """Return the variables by which tests make databases of their own, dump them, and find the
    library that looks for faults of accessibility."""
    programs = postgres.binary("pg_dump").parent
    path = environment.get("PATH", os.environ.get("PATH", os.defpath))
    return {
        **environment,
        "MENTORING_TEST_TEMPLATE": databases.template(),
        "MENTORING_AXE": str(node.FOLDER / "node_modules" / "axe-core" / "axe.min.js"),
        # First: a pg_dump that is older than the server refuses it.
        "PATH": os.pathsep.join([str(programs), path]),
    }


def _skipped(report):
    return [
        f"{case.get('classname')}.{case.get('name')}: {skip.get('message')}"
        for case in xml.etree.ElementTree.parse(report).iter("testcase")
        for skip in case.iter("skipped")
    ]


def free_port():
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
