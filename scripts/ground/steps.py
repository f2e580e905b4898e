"""Long steps: who may do them at a time, how they are run, how they show how far they are."""

import fcntl
import os
import subprocess
import sys
import time
from contextlib import contextmanager

from . import HOME, LOGS, Trouble


class Step:
    """One thing being done, shown on stderr with how far it is.

    A terminal gets one line that is rewritten; anything else (a CI log) a line when something
    new is to be said, at most every five seconds, so that the log stays readable.
    """

    def __init__(self, title):
        self.title = title
        self.started = self.shown = time.monotonic()
        self.terminal = sys.stderr.isatty()
        self._print(f"{title} …")

    def at(self, text):
        """Show how far the step is."""
        now = time.monotonic()
        if now - self.shown >= (0.2 if self.terminal else 5):
            self.shown = now
            self._print(f"{self.title}: {text}")

    def done(self, text=""):
        """Show that the step is over, and how long it took."""
        seconds = time.monotonic() - self.started
        self._print(f"{self.title}: done in {seconds:.0f} s{text and ', ' + text}", last=True)

    def _print(self, text, last=False):
        if self.terminal:
            print(f"\r\033[K{text}", end="\n" if last else "", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)


@contextmanager
def alone():
    """Hold the checkout's lock: only one script at a time prepares anything.

    Commands started by :func:`follow` inherit the lock. So when a script is killed, the next one
    waits until what it had started has ended too, and nobody writes where it cleans up.
    """
    with open(HOME / "lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step = Step("Waiting for another run in this checkout to finish preparing")
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    time.sleep(0.2)
                    step.at(f"{time.monotonic() - step.started:.0f} s")
            step.done()
        alone.descriptor = lock.fileno()
        try:
            yield
        finally:
            alone.descriptor = None


alone.descriptor = None


def follow(command, log, each_line=None, trouble=None, **options):
    """Run a command with its output in ``.odoo/log/<log>``; call ``each_line`` on every line.

    :param trouble: what to say when it fails; the log's last lines are shown above that.
    :return: the exit code, when ``trouble`` is not given.
    """
    path = LOGS / log
    inherited = [alone.descriptor] if alone.descriptor is not None else []
    inherited += options.pop("pass_fds", ())
    with open(path, "w") as file:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=inherited,
            **options,
        )
        try:
            for line in process.stdout:
                file.write(line)
                file.flush()
                if each_line:
                    each_line(line.rstrip("\n"))
            code = process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if trouble is None:
        return code
    if code:
        show_tail(path)
        raise Trouble(f"{trouble} (all of it is in {path.relative_to(HOME.parent)}).")
    return code


def show_tail(path, lines=25):
    """Print the last lines of a log on stderr."""
    text = path.read_text(errors="replace").splitlines()[-lines:]
    print("\n".join(["", *text, ""]), file=sys.stderr)


def as_root():
    """Tell whether this process may change the machine."""
    return os.geteuid() == 0
