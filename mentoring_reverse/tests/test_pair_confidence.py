from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.models.rotation import renew_boxes, sealed_models
from odoo.addons.mentoring_programme.models.sealed_note import server_ring

from .confidence_case import SEALED, ConfidenceCase
from .pair_case import TEXTS


@tagged("post_install", "-at_install")
class TestPairConfidenceLife(ConfidenceCase):
    """What is kept in confidence is held on its writer, renewed with the keys, and destroyed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for days in (-20, -10):
            cls._session(days, "held")

    def _write_all(self):
        self._mark()
        self._leave(self._proposed(words="Bicycles"))
        self._summarise(
            self.env["mentoring.session"].browse(self._summaries(self.leader)[0]["session_id"])
        )
        self._look(self.mentor)
        self._look(self.leader)
        self._of(self.mentor).action_ask_leader("When?")

    def _rows_left(self):
        return {
            model: len(self._rows(model))
            for model in ("mentoring.session.summary", "mentoring.look.back", "mentoring.question")
        }

    def assertDestroyed(self):  # noqa: N802 - as unittest names them
        self.assertEqual(set(self._rows_left().values()), {0})
        self.assertEqual(len(self._box()), 1)
        said = server_ring().open(self._box().sealed, self._bound())
        self.assertIn('"topics":[],"proposals":[]', said)

    def _bound(self):
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"{uuid}:mentoring.not.with.me:{self.pairing.mentor_id.id}"

    def test_withdrawal_of_the_mentor_destroys_it(self):
        self._write_all()
        self.assertEqual(set(self._rows_left().values()), {1, 2})
        self._of(self.mentor, self.pairing.mentor_id).action_withdraw()
        self.assertDestroyed()

    def test_withdrawal_of_the_leader_destroys_what_the_two_wrote(self):
        self._write_all()
        self._of(self.leader, self.pairing.mentee_id).action_withdraw()
        self.assertEqual(set(self._rows_left().values()), {0})

    def test_departure_destroys_it(self):
        self._write_all()
        self.mia.action_archive()
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertDestroyed()

    def test_the_end_of_the_grace_period_destroys_it(self):
        self._write_all()
        self.pairing._complete()
        self.programme.write(
            {
                "state": "closed",
                "date_over": fields.Date.subtract(fields.Date.today(), days=400),
                "date_start": fields.Date.subtract(fields.Date.today(), days=700),
                "date_end": fields.Date.subtract(fields.Date.today(), days=400),
            }
        )
        self.env["mentoring.preference"]._cron_destroy_expired()
        left = self._rows_left()
        self.assertEqual((left["mentoring.session.summary"], left["mentoring.look.back"]), (0, 0))
        said = server_ring().open(self._box().sealed, self._bound())
        self.assertIn('"topics":[],"proposals":[]', said)

    def test_it_is_among_what_is_renewed_with_the_keys(self):
        self._write_all()
        self.assertLessEqual(set(SEALED), set(sealed_models(self.env)))
        self.env.flush_all()
        for model in SEALED:
            rows = self.env[model].search([])
            renewed, lost = renew_boxes(rows, always=True)
            self.assertEqual((renewed, lost), (len(rows), 0), model)
        self.assertEqual(self._marks(), [self.topic.id])
        self.assertEqual(len(self._left()), 1)
        self.assertTrue(self._summaries(self.mentor)[0]["texts"])

    def test_boxes_are_shuffled_with_the_others(self):
        models = dict(self.env["mentoring.preference"]._shuffled_models())
        self.assertIn("mentoring.not.with.me", models)
        before = self._box().sealed
        self.env["mentoring.preference"]._cron_shuffle()
        self.assertNotEqual(self._box().sealed, before)

    def test_a_lost_key_says_so(self):
        self._write_all()
        rows = self._rows("mentoring.session.summary") | self._rows("mentoring.session.summary")
        rows.sealed = "nothing that opens"
        self._box().sealed = "nothing that opens"
        line = self._summaries(self.mentor)[0]
        self.assertTrue(line["lost"])
        self.assertEqual(self._marks(), [])
        self._mark()
        self.assertEqual(self._marks(), [self.topic.id])

    def test_each_is_told_what_is_held_on_them(self):
        self._write_all()
        self._of(self.leader).action_propose_topic(words="Parking")
        self._acknowledge()
        mine = self._as(self.mentor, lambda env: Held(env).gather())
        theirs = self._as(self.leader, lambda env: Held(env).gather())
        self.assertEqual(mine["topics_left_out"][0]["topics"], [self.topic.name])
        self.assertEqual(mine["topics_left_out"][0]["proposals"], ["Bicycles"])
        self.assertFalse(mine["summaries"] or mine["topic_proposals"] or mine["ground_rules"])
        self.assertEqual(mine["looks_back"][0]["texts"][0]["text"], "canary mia")
        self.assertFalse(theirs["topics_left_out"])
        self.assertEqual(theirs["summaries"][0]["texts"][0]["text"], TEXTS["took_away"])
        topics = [line["topic"] for line in theirs["topic_proposals"]]
        self.assertEqual(topics, ["Bicycles", "Parking"])
        self.assertEqual(theirs["ground_rules"][0]["version"], 1)
        self.assertEqual([line["asked_by_me"] for line in theirs["questions"]], [False])

    def test_where_the_addon_is_not_installed_nothing_is_added(self):
        with patch.object(Held, "_added", [("mentoring.no.such.model", None)]):
            held = self._as(self.mentor, lambda env: Held(env).gather())
        self.assertNotIn("summaries", held)
