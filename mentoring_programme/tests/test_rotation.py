import base64
import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from psycopg2.extras import execute_values

from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import config

from odoo.addons.mentoring_programme.sealing import CannotOpenError, KeyRing

from .crawl.ground import Ground

BOXES = 10_100
POOLS = 4
POOL_BYTES = 800_000
PEOPLE = """
    INSERT INTO res_partner (name, active)
    SELECT 'Person ' || number, TRUE FROM generate_series(1, %s) number RETURNING id
"""
ENROLMENTS = """
    INSERT INTO mentoring_enrolment (programme_id, company_id, role, partner_id, state, capacity)
    SELECT programme.id, programme.company_id, 'mentee', partner, 'ready', 1
      FROM unnest(%s) partner, (SELECT * FROM mentoring_programme ORDER BY id LIMIT 1) programme
    RETURNING id
"""
BOXES_OF = "INSERT INTO mentoring_preference (enrolment_id, sealed) VALUES %s"
POOLS_OF = """
    INSERT INTO mentoring_preference_pool (programme_id, role)
    SELECT id, 'mentee' FROM mentoring_programme ORDER BY id LIMIT %s RETURNING id
"""
RUN_SECONDS = 120


@tagged("post_install", "-at_install")
class TestRotation(BaseCase):
    """``odoo mentoring_rotate_keys`` on a database of its own, as an administrator runs it.

    Each box holds words of its own, so that none can be taken for another. ``key`` is the one
    that sealed them last.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ground = Ground()
        cls.addClassCleanup(cls.ground.close)
        cls.name = cls.ground.copied("rotate")
        connection = cls.ground.connect(cls.name)
        cls.addClassCleanup(connection.close)
        connection.autocommit = True
        cls.cursor = connection.cursor()
        [[cls.uuid]] = cls._ask("SELECT value FROM ir_config_parameter WHERE key = 'database.uuid'")
        cls.key = KeyRing.new_key()
        cls._fill()
        cls._write_config()

    @classmethod
    def _ask(cls, query, *values):
        cls.cursor.execute(query, values)
        return cls.cursor.fetchall() if cls.cursor.description else None

    @classmethod
    def _fill(cls):
        """As many boxes as a large company has, and none that the demo data sealed."""
        ring = KeyRing([cls.key])
        registry = Registry(get_db_name())
        models = [
            registry[name] for name in registry if getattr(registry[name], "_sealed_in", None)
        ]
        cls._ask(f"TRUNCATE {', '.join(model._table for model in models)} CASCADE")
        people = [number for (number,) in cls._ask(PEOPLE, BOXES)]
        enrolments = [number for (number,) in cls._ask(ENROLMENTS, people)]
        cls.kept = {number: f"what {number} says" for number in enrolments}
        rows = ((number, cls._seal(ring, number)) for number in enrolments)
        execute_values(cls.cursor, BOXES_OF, rows)
        for (pool,) in cls._ask(POOLS_OF, POOLS):
            token = ring.seal(f"pool {pool}", cls._pool_context(pool), size=POOL_BYTES)
            cls._ask("UPDATE mentoring_preference_pool SET sealed = %s WHERE id = %s", token, pool)

    @classmethod
    def _write_config(cls):
        options = cls.ground.options(cls.name, ())
        common = Path(options[options.index("-c") + 1]).read_text()
        cls.addons_path = ",".join(config["addons_path"])
        cls.config = cls.ground.folder / "rotate.conf"
        cls.config.touch(mode=0o600)
        cls.config.write_text(
            f"{common}\naddons_path = {cls.addons_path}\ndata_dir = {cls.ground.data(cls.name)}\n"
        )

    @classmethod
    def _context(cls, enrolment):
        return f"{cls.uuid}:mentoring.preference:{enrolment}"

    @classmethod
    def _pool_context(cls, pool):
        return f"{cls.uuid}:mentoring.preference.pool:{pool}"

    @classmethod
    def _seal(cls, ring, enrolment):
        return ring.seal(cls.kept[enrolment], cls._context(enrolment))

    # -- what is in the database -----------------------------------------------------------

    def _opened(self, key):
        """What is in the boxes that open with this key alone, by enrolment."""
        boxes = self._ask("SELECT enrolment_id, sealed FROM mentoring_preference")
        self.assertEqual(len(boxes), BOXES)
        self.assertEqual({len(token) for _number, token in boxes}, {len(boxes[0][1])})
        return _open_all(KeyRing([key]), boxes, self._context)

    def _opened_pools(self, key):
        pools = self._ask("SELECT id, sealed FROM mentoring_preference_pool")
        return _open_all(KeyRing([key]), pools, self._pool_context)

    def _owner_saves(self, numbers, words, key, cursor=None):
        """What a server whose first key is ``key`` writes when the owners save."""
        for number in numbers:
            self.kept[number] = words
            (cursor or self.cursor).execute(
                "UPDATE mentoring_preference SET sealed = %s WHERE enrolment_id = %s",
                (self._seal(KeyRing([key]), number), number),
            )

    # -- the command -----------------------------------------------------------------------

    def _start(self, *keys, words=(), environment=None):
        """Start the command with a file of these keys."""
        given = Path(self.enterContext(tempfile.TemporaryDirectory())) / "keys"
        given.write_text("\n".join(base64.b64encode(key).decode() for key in keys))
        process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "odoo"),
                *(words or ("mentoring_rotate_keys", "-d", self.name)),
                "--log-level=error",
            ],
            env={
                **{name: os.environ[name] for name in os.environ if name != "ODOO_RC"},
                "MENTORING_PREFERENCE_KEYS": str(given),
                **({"ODOO_RC": str(self.config)} if environment is None else environment),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def _wait_for(self, process, done):
        """Read what the command says until so many boxes of people are done."""
        for line in process.stdout:  # each time it says how far it is
            found = re.search(r"mentoring\.preference: (\d+) of", line)
            if found and int(found[1]) >= done:
                return
        self.fail(f"It ended before {done} boxes were done: {process.stderr.read()}")

    def _finish(self, process):
        """Wait for the command; return its exit code and what it said."""
        said, complained = process.communicate(timeout=RUN_SECONDS)
        self.assertNotIn("Traceback", complained)
        return process.returncode, said + complained

    # -- tests -----------------------------------------------------------------------------

    def test_a_kill_in_the_middle_loses_no_box(self):
        old, new = self.key, KeyRing.new_key()
        type(self).key = new
        process = self._start(new, old)
        self._wait_for(process, BOXES // 3)
        process.kill()
        self.assertEqual(process.wait(), -signal.SIGKILL)
        process.stdout.close()

        done, waiting = self._opened(new), self._opened(old)
        self.assertGreater(len(done), BOXES // 4)
        self.assertGreater(len(waiting), BOXES // 4)
        self.assertEqual(done | waiting, self.kept)
        self.assertEqual(len(done) + len(waiting), BOXES)

        renewed, unchanged = sorted(done)[:3], sorted(waiting)
        self._owner_saves([renewed[0], unchanged[0]], "between", new)
        self._owner_saves([renewed[1], unchanged[1]], "from a server not yet restarted", old)
        connection = self.ground.connect(self.name)
        self.addCleanup(connection.close)
        with connection.cursor() as cursor:
            self._owner_saves([renewed[2]], "meanwhile", new, cursor)
            self._owner_saves([unchanged[2]], "meanwhile, not yet restarted", old, cursor)
            process = self._start(new, old)
            self._wait_for(process, BOXES - 2)
            connection.commit()
        code, said = self._finish(process)
        self.assertEqual(code, 0, said)
        self.assertEqual(self._opened(new), self.kept)
        self.assertEqual(self._opened(old), {})
        self.assertEqual(
            self._opened_pools(new), {pool: f"pool {pool}" for pool in self._opened_pools(new)}
        )
        self.assertEqual(len(self._opened_pools(new)), POOLS)

    def test_boxes_that_no_key_opens_are_counted_and_stay_as_they_are(self):
        old, new, mislaid = self.key, KeyRing.new_key(), KeyRing.new_key()
        type(self).key = new
        theirs = sorted(self.kept)[:3]
        self._owner_saves(theirs, "with a key that is not at hand", mislaid)
        code, said = self._finish(self._start(new, old))
        self.assertEqual(code, 1)
        self.assertIn("3 boxes open with none of the keys given.", said)
        self.assertEqual(self._opened(mislaid), {number: self.kept[number] for number in theirs})
        self.assertEqual(len(self._opened(new)), BOXES - 3)
        # Where Odoo learns its addons only now, and with the keys in its configuration.
        words = (f"--addons-path={self.addons_path}", "mentoring_rotate_keys")
        options = ("-c", str(self.config), "-d", self.name)
        code, said = self._finish(self._start(new, mislaid, words=words + options, environment={}))
        self.assertEqual(code, 0, said)
        self.assertEqual(self._opened(new), self.kept)

    def test_what_cannot_be_done_ends_in_a_sentence(self):
        command = "mentoring_rotate_keys"
        asked = {
            "Name one database: -d DATABASE.": (command,),
            "cannot be used": (command, "-d", f"{self.name}_none"),
            "has no addon mentoring_programme.": (command, "-d", "template1"),
        }
        running = {words: self._start(self.key, words=asked[words]) for words in asked}
        running["No box was touched"] = self._start(b"short")
        for words, process in running.items():
            with self.subTest(words):
                code, said = self._finish(process)
                self.assertEqual(code, 1)
                self.assertIn(words, said)


def _open_all(ring, boxes, context):
    opened = {}
    for number, token in boxes:
        with contextlib.suppress(CannotOpenError):
            opened[number] = ring.open(token, context(number))
    return opened
