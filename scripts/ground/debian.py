"""Debian's archive: a private apt beside the machine's own, which stays untouched."""

import hashlib
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

from . import HOME, TEMPORARY, Trouble
from .steps import Step, as_root, follow

STATE = HOME / "apt"
KEYRINGS = (
    Path("/usr/share/keyrings/debian-archive-keyring.gpg"),
    Path("/usr/share/keyrings/debian-archive-keyring.pgp"),
)


def download(packages, suites, folder):
    """Download packages of the given suites from the machine's own Debian mirror.

    apt checks every index against Debian's signature and every package against its index.

    :param packages: names as ``apt-get download`` takes them, ``name/suite``.
    :param folder: where the ``.deb`` files go; what an interrupted run left there is used.
    :return: the files, in the order of Debian's answer.
    """
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Trouble(
            "Odoo comes out of Debian's archive and apt-get is not here: run this on Debian 12"
            " or newer, or set ODOO_HOME to an Odoo 19 that is there already."
        )
    _update(suites)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = _wanted(packages, suites)
    size = sum(size for size, _digest in wanted.values())
    # apt takes a file of the right size for the right file, and a shorter one for its beginning.
    for name, (length, digest) in wanted.items():
        path = folder / name
        if path.exists() and path.stat().st_size >= length and _digest_of(path) != digest:
            path.unlink()
    step = Step(f"Downloading Odoo 19 from Debian ({size / 1e6:.0f} MB)")
    code = _apt(["download", *packages], "apt-download.log", cwd=folder, on_percent=step.at)
    if code:
        log = (HOME / "log" / "apt-download.log").read_text()
        reason = _last_error(log)
        if "mismatch" in log:
            # The beginning that a former run left would spoil the next one too.
            shutil.rmtree(folder)
        raise Trouble(f"the download from Debian's archive failed, try again ({reason}).")
    for name, (_length, digest) in wanted.items():
        if _digest_of(folder / name) != digest:
            (folder / name).unlink()
            raise Trouble(f"{name} arrived damaged: start again.")
    step.done()
    return [folder / name for name in wanted]


def _wanted(packages, suites):
    """Return the files of the packages as Debian's signed index has them: size and SHA-256."""
    log = HOME / "log" / "apt-uris.log"
    code = _apt(["download", "--print-uris", *packages], log.name)
    found = re.findall(r"^'[^']+' (\S+) (\d+) SHA256:([0-9a-f]{64})", log.read_text(), re.M)
    if code or len(found) != len(packages):
        name = packages[0].split("/")[0]
        reason = _last_error(log.read_text())
        raise Trouble(
            f"Debian's {suites[0]} has not all of {name} at present ({reason}): set ODOO_HOME to"
            " an Odoo 19 that is there already."
        )
    return {name: (int(length), digest) for name, length, digest in found}


def _digest_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(archives, prefix):
    """Extract ``.deb`` files into a prefix, without installing anything."""
    step = Step("Unpacking Odoo")
    count = 0

    def each_line(_line):
        nonlocal count
        count += 1
        step.at(f"{count:,} files")

    for archive in archives:
        follow(
            ["dpkg-deb", "--vextract", archive, prefix],
            "unpack.log",
            each_line,
            f"{archive.name} cannot be unpacked: remove {archive.parent} and start again",
        )
    step.done(f"{count:,} files")


def need(packages, why):
    """Install packages of the machine's own Debian; without root, say which are missing."""
    words = " ".join(packages)
    if not (as_root() and shutil.which("apt-get")):
        raise Trouble(f"{why}: install it (as root: apt install {words}).")
    step = Step(f"Installing {words} with apt ({why})")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for command in (["apt-get", "update"], install):
        follow(
            command,
            f"apt-{command[1]}.log",
            lambda line: step.at(line[:100]),
            f"{why}, and {' '.join(command)} failed",
            env=environment,
        )
    step.done()


def _update(suites):
    """Fetch the indexes of the suites from the first mirror that has them all."""
    mirrors = _mirrors()
    if not mirrors:
        raise Trouble(
            "apt on this machine has no Debian archive among its sources: add one,"
            " or set ODOO_HOME to an Odoo 19 that is there already."
        )
    for folder in ("lists/partial", "cache/archives/partial"):
        (STATE / folder).mkdir(parents=True, exist_ok=True)
    keyring = next((path for path in KEYRINGS if path.exists()), None)
    reason = ""
    for mirror in mirrors:
        lines = ["Types: deb", f"URIs: {mirror}", f"Suites: {' '.join(suites)}", "Components: main"]
        if keyring:
            lines.append(f"Signed-By: {keyring}")
        (STATE / "archive.sources").write_text("\n".join(lines) + "\n")
        step = Step(f"Reading what Debian's {' and '.join(suites)} have")
        code = _apt(["update", "--error-on=any"], "apt-update.log", on_percent=step.at)
        if not code:
            step.done()
            return
        reason = reason or _last_error((HOME / "log" / "apt-update.log").read_text())
    raise Trouble(f"Debian's archive cannot be read from this machine's apt sources ({reason}).")


def _mirrors():
    """Return the base addresses of the machine's apt sources, likeliest first.

    apt itself prints them, whichever form and folder they stand in; the release of Debian this
    machine runs tells its main archive from the sources of others.
    """
    TEMPORARY.mkdir(parents=True, exist_ok=True)
    nothing_known = TEMPORARY / "no-lists"
    (nothing_known / "partial").mkdir(parents=True, exist_ok=True)
    printed = subprocess.run(
        ["apt-get", "update", "--print-uris", "-o", f"Dir::State::Lists={nothing_known}"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    release = Path("/etc/os-release")
    names = dict(
        re.findall(r"^(\w+)=\"?([^\"\n]*)", release.read_text() if release.exists() else "", re.M)
    )
    own, other = [], []
    for address, suite in re.findall(r"^'([^']+?)/*/dists/([^'/]+)/InRelease'", printed, re.M):
        if not address.startswith("cdrom:"):
            (
                own
                if suite in (names.get("VERSION_CODENAME"), "stable", "sid", "unstable")
                else other
            ).append(address)
    return list(dict.fromkeys(own + other))


def _apt(words, log, on_percent=lambda _percent: None, cwd=None):
    """Run apt-get on the private state; return its exit code. Output goes to the log."""
    options = {
        "Dir::State::Lists": STATE / "lists",
        "Dir::Etc::sourcelist": STATE / "archive.sources",
        "Dir::Etc::sourceparts": "-",
        "Dir::Cache": STATE / "cache",
        "Acquire::Retries": 3,
        "Acquire::Languages": "none",
    }
    if as_root():
        # apt would hand the download to a user of its own, who cannot write into the checkout.
        options["APT::Sandbox::User"] = "root"
    reader, writer = os.pipe()
    options["APT::Status-Fd"] = writer

    def percentages():
        with open(reader, errors="replace") as lines:
            for line in lines:
                match = re.match(r"dlstatus:\d+:([\d.]+):", line)
                if match:
                    on_percent(f"{float(match[1]):.0f} %")

    thread = threading.Thread(target=percentages, daemon=True)
    thread.start()
    flags = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    try:
        code = follow(["apt-get", "-q", *flags, *words], log, cwd=cwd, pass_fds=[writer])
    finally:
        os.close(writer)
    thread.join(timeout=5)
    return code


def _last_error(log):
    errors = [line[3:] for line in log.splitlines() if line.startswith(("E: ", "W: "))]
    # apt names the host it could not reach; what went wrong is enough here.
    return (
        re.sub(r"\w+(\+file)?:/\S+\s*", "", errors[0])[:200].strip()
        if errors
        else "no reason given"
    )
