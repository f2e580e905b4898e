import json
import logging
import re

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import MentoringCase

REFLECTIONS = "/mentoring/reflections"
CONCERNS = "/mentoring/concerns"


@tagged("post_install", "-at_install")
class TestInConfidenceRoutes(MentoringCase, HttpCase):
    """The doors as a browser finds them: Porter, from outside, mentors Mia."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programme = cls._programme("running")
        cls.portal = cls._user("porter", "portal")
        cls.pairing = cls._pair(
            cls._enrol(programme, cls.portal.partner_id, "mentor"),
            cls._enrol(programme, cls.mia, "mentee"),
        )
        cls.notes = cls.env["mentoring.reflection"]

    def _ask(self, login, url, **params):
        """What a browser is answered in which ``login`` has logged in."""
        self.authenticate(login, login)
        return self._post(url, params)

    def _post(self, url, params, headers=None):
        with mute_logger("odoo.http"):
            response = self.url_open(
                url,
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json", **(headers or {})},
            )
        return response.json()

    def _answer(self, *args, **params):
        told = self._ask(*args, **params)
        self.assertNotIn("error", told)
        return told["result"]

    def _refusal(self, *args, **params):
        told = self._ask(*args, **params)
        self.assertNotIn("result", told)
        return told["error"]["data"]["name"], told["error"]["data"]["message"]

    # -- reflections -------------------------------------------------------------------------

    def test_both_write_share_and_delete_also_from_outside(self):
        pairing = {"pairing_id": self.pairing.id}
        for login in ("porter", "mia"):
            for is_shared in (True, False):
                text = f"{login}, {'both' if is_shared else 'alone'}"
                self._answer(
                    login, f"{REFLECTIONS}/write", text=text, is_shared=is_shared, **pairing
                )
        told = self._answer("porter", f"{REFLECTIONS}/list", **pairing)
        self.assertEqual(
            {line["text"] for line in told["reflections"]},
            {"porter, both", "porter, alone", "mia, both"},
        )
        self.assertEqual((told["partner"], told["programme"]), ("Mia", "Test programme"))
        (hers,) = [line for line in told["reflections"] if not line["is_mine"]]
        self._refusal("porter", f"{REFLECTIONS}/delete", reference=hers["reference"], **pairing)
        told = self._answer("mia", f"{REFLECTIONS}/delete", reference=hers["reference"], **pairing)
        self.assertNotIn("mia, both", [line["text"] for line in told["reflections"]])

    def test_others_are_refused_alike_whatever_they_ask_for(self):
        self._answer(
            "mia", f"{REFLECTIONS}/write", pairing_id=self.pairing.id, text="x", is_shared=True
        )
        note = self.notes.search([], limit=1)
        self._user("stranger", "portal")
        logins = ("ida", "cora", "mara", "hana", "sage", "stranger", "admin")
        for step, params in (
            ("list", [{"pairing_id": self.pairing.id}, {"pairing_id": 10**9}, {}]),
            ("write", [{"pairing_id": n, "text": "x", "is_shared": True} for n in (1, 10**9)]),
            (
                "delete",
                [
                    {"pairing_id": self.pairing.id, "reference": reference}
                    for reference in (note.reference, "x", None)
                ],
            ),
        ):
            refusals = {
                self._refusal(login, f"{REFLECTIONS}/{step}", **each)
                for login in logins
                for each in params
            }
            self.assertEqual(len(refusals), 1, refusals)
            self.assertEqual(refusals.pop()[0], "odoo.exceptions.AccessError")
        self.assertTrue(note.exists())

    def test_neither_strangers_nor_api_keys_come_in(self):
        key = (
            self.env(user=self.mia.user_id.id, su=False)["res.users.apikeys"]
            .sudo()
            ._generate("rpc", "test", None)
        )
        self.env.flush_all()
        self.authenticate(None, None)
        params = {"pairing_id": self.pairing.id}
        for headers in ({}, {"Authorization": f"Bearer {key}"}):
            for url in (f"{REFLECTIONS}/list", f"{CONCERNS}/mine", f"{CONCERNS}/list"):
                told = self._post(url, params, headers)
                self.assertEqual(told["error"]["data"]["name"], "odoo.http.SessionExpiredException")
        self.authenticate("mia", "mia")
        self.assertEqual(self.url_open(f"{REFLECTIONS}/list").status_code, 405)

    # -- concerns ----------------------------------------------------------------------------

    def test_a_concern_from_outside_reaches_the_lead_and_comes_back(self):
        enrolment = self.pairing.mentor_id
        told = self._answer(
            "porter",
            f"{CONCERNS}/raise",
            enrolment_id=enrolment.id,
            pairing_id=self.pairing.id,
            text="Something is wrong.",
        )
        self.assertEqual(told["concerns"][0]["state"], "new")
        (line,) = self._answer("sage", f"{CONCERNS}/list")
        reference = line["reference"]
        heard = self._answer("sage", f"{CONCERNS}/open", reference=reference)
        self.assertEqual((heard["reporter"], heard["partner"]), ("Porter", "Mia"))
        self.assertEqual(heard["text"], "Something is wrong.")
        self._answer("sage", f"{CONCERNS}/acknowledge", reference=reference)
        told = self._answer("porter", f"{CONCERNS}/mine")
        self.assertEqual(told["concerns"][0]["state"], "acknowledged")
        for login in ("porter", "mia", "cora", "mara", "hana", "admin"):
            for step in ("open", "acknowledge", "take_over", "follow_up", "release", "close"):
                self._refusal(login, f"{CONCERNS}/{step}", reference=reference)
            self._refusal(login, f"{CONCERNS}/list")
        self._answer("sage", f"{CONCERNS}/close", reference=reference, outcome="talked")
        self.assertEqual(self.env["mentoring.concern"].search([]).state, "closed")

    # -- what remains behind -----------------------------------------------------------------

    def test_no_log_holds_what_was_written_even_at_debug_level(self):
        lines = []

        class Keep(logging.Handler):
            def emit(self, record):
                lines.append(self.format(record))

        root, handler = logging.getLogger(), Keep()
        level = root.level
        loggers = [logging.getLogger(name) for name in ("odoo", "odoo.http", "odoo.sql_db")]
        levels = [logger.level for logger in loggers]
        root.addHandler(handler)
        try:
            for logger in (root, *loggers):
                logger.setLevel(logging.DEBUG)
            self.authenticate("mia", "mia")
            for url, params in (
                (
                    f"{REFLECTIONS}/write",
                    {"pairing_id": self.pairing.id, "text": "canary-1", "is_shared": True},
                ),
                (f"{REFLECTIONS}/list", {"pairing_id": self.pairing.id}),
                # Refused, too.
                (f"{REFLECTIONS}/write", {"pairing_id": 1, "text": "canary-2"}),
                (
                    f"{CONCERNS}/raise",
                    {"enrolment_id": self.pairing.mentee_id.id, "text": "canary-3"},
                ),
                (f"{CONCERNS}/mine", {}),
            ):
                self.url_open(
                    url,
                    data=json.dumps({"params": params}),
                    headers={"Content-Type": "application/json"},
                )
        finally:
            root.removeHandler(handler)
            for logger, before in zip((root, *loggers), (level, *levels), strict=True):
                logger.setLevel(before)
        self.assertEqual(self.notes.search_count([]), 1)
        # The queries were logged, with what they wrote: it was sealed.
        self.assertIn('INSERT INTO "mentoring_reflection"', "\n".join(lines))
        self.assertFalse([line for line in lines if "canary" in line])

    def test_no_address_tells_whether_there_is_one(self):
        self._answer(
            "mia", f"{REFLECTIONS}/write", pairing_id=self.pairing.id, text="x", is_shared=True
        )
        self._answer("mia", f"{CONCERNS}/raise", enrolment_id=self.pairing.mentee_id.id, text="x")
        for model in ("mentoring.reflection", "mentoring.concern"):
            there = self.env[model].search([], limit=1).id
            for login in (None, "mia", "porter", "cora", "sage", "admin"):
                self.authenticate(login, login)
                for address in (
                    "/web/content/{model}/{id}/sealed",
                    "/web/image/{model}/{id}/sealed",
                    "/mail/view?model={model}&res_id={id}",
                    "/odoo/{model}/{id}",
                    "/report/html/{model}/{id}",
                ):
                    with mute_logger("odoo.http", "odoo.addons.base.models.ir_qweb"):
                        answers = [
                            self.url_open(
                                address.format(model=model, id=number), allow_redirects=False
                            )
                            for number in (there, there + 10**6)
                        ]
                    seen = {
                        (
                            answer.status_code,
                            self._without(answer.headers.get("Location", "")),
                            self._without(answer.text),
                        )
                        for answer in answers
                    }
                    self.assertEqual(len(seen), 1, (model, login, address))

    def _without(self, text):
        """Without what differs between any two answers."""
        text = re.sub(r"csrf_token: \"[^\"]+\"|nonce-[\w-]+", "", text)
        return re.sub(r"\d+", "N", re.sub(r"\"?[0-9a-f]{40}(o\d+)?\"?", "", text))
