from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import MentoringCase

OPERATIONS = ("read", "write", "create", "unlink")
TYPE_LINES = {
    "mentoring.agenda": "agenda_ids",
    "mentoring.criterion": "criterion_ids",
    "mentoring.objective": "objective_ids",
    "mentoring.requirement": "requirement_ids",
}
BROCHURE = {
    "mentoring.assessment.item": {"shared"},
    "mentoring.availability": {"shared"},
    "mentoring.consent.text": {"shared"},
    "mentoring.dimension": {"shared"},
    "mentoring.dimension.value": {"shared"},
    "mentoring.goal.tag": {"shared"},
    "mentoring.programme.type": {"shared"},
    "mentoring.topic": {"shared"},
    "mentoring.topic.category": {"shared"},
}
# What the two people of a pairing work on, and nobody else reads.
PAIR_WORK = {
    "mentoring.action",
    "mentoring.agreement",
    "mentoring.assessment",
    "mentoring.assessment.answer",
    "mentoring.goal",
    "mentoring.milestone",
    "mentoring.resource",
}
# Models that nobody has an access right to: what is in them goes through doors that check.
# Odoo's own models, some records of which the addon hides.
HIDDEN_IN = {"calendar.attendee", "calendar.event"}
CLOSED = {
    "mentoring.concern",
    "mentoring.concern.note",
    "mentoring.concern.tally",
    "mentoring.needs.count",
    "mentoring.needs.voter",
    "mentoring.pairing.hold",
    "mentoring.nudge",
    "mentoring.nudge.day",
    "mentoring.pairing.wish",
    "mentoring.preference.pool",
    "mentoring.reflection",
}


@tagged("post_install", "-at_install")
class AccessCase(MentoringCase):
    """One record of every model for each of several tags, and who may do what with them.

    ``open``: Ida mentors Mia in a running programme; ``outside``: a person from outside
    mentors Mel there; ``asked``: a pairing there that waits for its answers; ``over``: one
    that was ended. ``hush``: Ian mentors Max in a discreet programme. ``enrolling``: a
    programme that takes applications. ``type``: the lines of a programme type. ``shared``:
    vocabularies. Mo manages Mia and Max; Eve takes part nowhere.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.eve = cls._employee("Eve")
        cls.portal = cls._user("porter", "portal")
        cls.records = {}
        cls.type.agenda_ids = [fields.Command.create({"name": "Arriving", "position": "first"})]
        cls._add_vocabularies()
        cls.enrolling = cls._programme("enrolling", name="Enrolling programme")
        cls._add_programme("enrolling", cls.enrolling)
        for state in ("open", "closed"):
            cls._add_poll(state, state)
        cls.open = cls._paired_programme()
        cls.hush = cls._paired_programme(cls.ian, cls.max, discreet=True)
        pools = cls.env["mentoring.preference.pool"]
        cls._add("open", pools.create({"programme_id": cls.enrolling.id, "role": "mentor"}))
        for tag, pairing in (("open", cls.open), ("hush", cls.hush)):
            cls._add_programme(tag, pairing.programme_id)
            cls._add_enrolment(f"{tag} mentor", pairing.mentor_id)
            cls._add_enrolment(f"{tag} mentee", pairing.mentee_id)
            cls._add_matching(tag, pairing.programme_id)
            cls._add_pairing(tag, pairing)
        programme = cls.open.programme_id
        for tag, state in (("asked", "proposed"), ("over", "ended")):
            cls._add(
                tag,
                cls._pair(
                    cls._enrol(programme, cls._employee(f"{tag}mentor"), "mentor"),
                    cls._enrol(programme, cls._employee(tag, parent_id=cls.mo.id), "mentee"),
                    state,
                ),
            )
        cls._add(
            "open",
            cls.env["mentoring.retention.log"].create(
                {"company_id": cls.company.id, "reason": "closed", "box_count": 7}
            ),
        )
        cls.outside = cls._pair(
            cls._enrol(programme, cls.portal.partner_id, "mentor"),
            cls._enrol(programme, cls._employee("Mel"), "mentee"),
        )
        cls._add_enrolment("outside", cls.outside.mentor_id)
        cls._add_pairing("outside", cls.outside)
        cls._add_event("open", programme)
        cls._add_event("hush", cls.hush.programme_id)
        cls.env.flush_all()

    @classmethod
    def _add(cls, tag, record):
        cls.records.setdefault(record._name, {})[tag] = record

    @classmethod
    def _add_vocabularies(cls):
        for model in BROCHURE:
            record = cls.type if model.endswith("type") else cls.env[model].search([], limit=1)
            cls._add("shared", record)
        for lines in TYPE_LINES.values():
            cls._add("type", cls.type[lines][0])

    @classmethod
    def _add_programme(cls, tag, programme):
        cls._add(tag, programme)
        for lines in TYPE_LINES.values():
            cls._add(tag, programme[lines][0])
        lesson = {"programme_id": programme.id, "name": "Begin earlier"}
        cls._add(tag, cls.env["mentoring.lesson"].create(lesson))

    @classmethod
    def _add_poll(cls, tag, state, **values):
        """A poll that the coordinator made, answered by somebody."""
        polls = cls.env["mentoring.needs.poll"].with_user(cls.coordinator).sudo()
        poll = polls.create({"name": "What helps?", "company_id": cls.company.id, **values})
        poll._write_state(state)
        cls._add(tag, poll.with_env(cls.env))
        count = {"poll_id": poll.id, "key": "people", "count": 7}
        cls._add(tag, cls.env["mentoring.needs.count"].create(count))
        voter = {"poll_id": poll.id, "user_id": cls.coordinator.id}
        cls._add(tag, cls.env["mentoring.needs.voter"].create(voter))

    @classmethod
    def _add_enrolment(cls, tag, enrolment):
        env = cls.env
        skill = (
            env["hr.skill"].search([], limit=1)
            or env["hr.skill.type"]
            .create({"name": "Craft", "skill_ids": [fields.Command.create({"name": "Welding"})]})
            .skill_ids
        )
        line = {"enrolment_id": enrolment.id}
        cls._add(tag, enrolment)
        cls._add(tag, enrolment.fulfilment_ids[0])
        cls._add(tag, env["mentoring.preference"].search([("enrolment_id", "=", enrolment.id)]))
        cls._add(tag, env["mentoring.enrolment.skill"].create({**line, "skill_id": skill.id}))
        wish = {**line, "employee_id": cls.eve.id}
        cls._add(tag, env["mentoring.enrolment.wish"].create(wish))

    @classmethod
    def _add_matching(cls, tag, programme):
        """A run in review, made by the coordinator, with the dialogs they opened on it."""
        env = cls.env
        opening = {"programme_id": programme.id, "user_id": cls.coordinator.id, "box_count": 7}
        cls._add(tag, env["mentoring.preference.opening"].create(opening))
        mentor = cls._enrol(programme, cls._employee(f"spare{tag}"), "mentor")
        cls._enrol(programme, cls._employee(f"waiting{tag}"), "mentee")
        run = env["mentoring.match.run"].create({"programme_id": programme.id})
        cls._add(tag, run)
        cls._add(tag, run.proposal_ids[0])
        left = {"run_id": run.id, "enrolment_id": mentor.id, "code": "no_place"}
        cls._add(tag, env["mentoring.match.unmatched"].create(left))
        env = env(user=cls.coordinator.id)
        cls._add(tag, env["mentoring.invite"].create({"programme_id": programme.id}))
        close = env["mentoring.programme.close"]
        cls._add(tag, close.create({"programme_id": programme.id}))
        choose = env["mentoring.proposal.choose"].create({"proposal_id": run.proposal_ids[0].id})
        cls._add(tag, choose)
        choose.flush_recordset()
        cls._add(tag, env["mentoring.circle.build"].create({"programme_id": programme.id}))
        two = {"mentor_id": mentor.id, "mentee_id": run.proposal_ids[0].mentee_id.id}
        cls._add(tag, env["mentoring.pair"].create(two))
        line = {"choose_id": choose.id, "mentor_id": mentor.id}
        cls._add(tag, env["mentoring.proposal.choose.line"].create(line))
        cls._add_desk(tag, programme)

    @classmethod
    def _add_desk(cls, tag, programme):
        """Mails that were counted, and one that the coordinator is writing."""
        sent = {"programme_id": programme.id, "kind": "invitation", "count": 7}
        cls._add(tag, cls.env["mentoring.mail.log"].create(sent))
        merges = cls.env(user=cls.coordinator.id)["mentoring.mail.merge"]
        cls._add(tag, merges.create({"programme_id": programme.id}))

    @classmethod
    def _add_pairing(cls, tag, pairing):
        later = fields.Datetime.now() + timedelta(days=7)
        values = {"pairing_id": pairing.id, "start": later}
        cls._add(tag, pairing)
        session = cls.env["mentoring.session"].create({**values, "duration": 1})
        cls._add(tag, session)
        about = {"session_id": session.id}
        cls._add(tag, cls.env["mentoring.session.content"].create(about))
        mine = {**about, "enrolment_id": pairing.mentor_id.id, "mood": "good"}
        cls._add(tag, cls.env["mentoring.session.mood"].create(mine))
        cls._add_mode(tag, pairing)
        note = {"reference": f"{tag} {pairing.id}", "sealed": "sealed"}
        writer = {"pairing_id": pairing.id, "enrolment_id": pairing.mentee_id.id}
        reflections = cls.env["mentoring.reflection"]
        cls._add(tag, reflections.create({**note, **writer, "is_shared": True}))
        sent = {"reporter_id": pairing.mentee_id.user_id.id, "lead_id": cls.lead.id}
        concerns = cls.env["mentoring.concern"]
        cls._add_pair_work(tag, pairing)
        concern = concerns.create({**note, **sent, "kept_for_id": cls.company.id})
        cls._add(tag, concern)
        follow_up = {**note, "concern_id": concern.id}
        cls._add(tag, cls.env["mentoring.concern.note"].create(follow_up))
        stroke = {"kept_for_id": cls.company.id, "year": 2020, "kind": "raised"}
        cls._add(tag, cls.env["mentoring.concern.tally"].create(stroke))
        cls._add(tag, cls.env["mentoring.pairing.hold"].create({"pairing_id": pairing.id}))
        planner = cls.env(user=pairing.mentee_id.user_id.id)
        cls._add(tag, planner["mentoring.session.plan"].create(values))
        cls._add_life(tag, pairing)

    @classmethod
    def _add_life(cls, tag, pairing):
        """A pause that is over, a wish to go on and that both have one, a reason of an end, a
        review, and a reminder."""
        env, today = cls.env, fields.Date.today()
        about = pairing._life_values()
        cls._add(tag, env["mentoring.pairing.pause"].create({**about, "resumed_on": today}))
        day = {"date_end": today + timedelta(days=400)}
        cls._add(tag, env["mentoring.pairing.extension"].create({**about, **day}))
        mine = {"enrolment_id": pairing.mentee_id.id}
        wishes = env["mentoring.pairing.wish"]
        cls._add(tag, wishes.create({**mine, **day, "pairing_id": pairing.id}))
        cls._add(tag, env["mentoring.ending"].create({**about, "reason": "time"}))
        cls._add(tag, env["mentoring.review"].create({**about, "reason": "coach"}))
        sent = {"kind": "gap", "reference": str(pairing.id), "rung": 7, "date": today}
        cls._add(tag, env["mentoring.nudge"].create({**mine, **sent}))
        contact = pairing.mentee_id.contact_id
        days = env["mentoring.nudge.day"]
        cls._add(tag, days.create({"contact_id": contact.id, "date": today}))

    @classmethod
    def _add_pair_work(cls, tag, pairing):
        """One of each; written by the mentee, but by the mentor when that is the one outside."""
        env, line = cls.env, {"pairing_id": pairing.id}
        author = {**line, "author": "mentor" if tag == "outside" else "mentee"}
        cls._add(tag, env["mentoring.agreement"].create(line))
        goal = env["mentoring.goal"].create({**line, "name": "Lead a project"})
        cls._add(tag, goal)
        step = {"goal_id": goal.id, "name": "Ask for one"}
        cls._add(tag, env["mentoring.milestone"].create(step))
        action = {**author, "owner": author["author"], "name": "Write it down"}
        cls._add(tag, env["mentoring.action"].create(action))
        resource = {**author, "name": "To read", "link": "https://example.com/read"}
        cls._add(tag, env["mentoring.resource"].create(resource))
        item = env["mentoring.assessment.item"].search([], limit=1)
        assessment = env["mentoring.assessment"].create(
            {
                "enrolment_id": pairing.mentee_id.id,
                "company_id": pairing.company_id.id,
                "moment": "start",
                "shared_pairing_id": pairing.id,
                "answer_ids": [fields.Command.create({"item_id": item.id, "value": 3})],
            }
        )
        cls._add(tag, assessment)
        cls._add(tag, assessment.answer_ids)

    @classmethod
    def _add_mode(cls, tag, pairing):
        """A request of the two, and a circle that they are in."""
        asked = {"mentor_id": pairing.mentor_id.id, "mentee_id": pairing.mentee_id.id}
        cls._add(tag, cls.env["mentoring.request"].create({**asked, "message": "Would you?"}))
        circles = cls.env["mentoring.circle"]
        pairing.circle_id = circles.create({"programme_id": pairing.programme_id.id})
        cls._add(tag, pairing.circle_id)

    @classmethod
    def _add_event(cls, tag, programme):
        """An event of the programme, with the places and calendar entries of its people."""
        event = cls.env["mentoring.cohort.event"].create(
            {
                "programme_id": programme.id,
                "name": f"{tag} opening",
                "start": fields.Datetime.now() + timedelta(days=7),
            }
        )
        event.action_announce()
        cls._add(tag, event)
        people = {record: tag for tag, record in cls.records["mentoring.enrolment"].items()}
        for line in event.attendance_ids.filtered(lambda line: line.enrolment_id in people):
            person = people[line.enrolment_id]
            cls._add(person, line)
            cls._add(person, line.calendar_event_id)
            cls._add(person, line.calendar_event_id.attendee_ids)

    # -- asking --------------------------------------------------------------------------

    def _may(self, user, operation):
        """What ``user`` may do, as dict of model to the set of tags, without empty ones.

        Reading is asked three ways, which have to agree: may it be read, is it found, and
        does it count.
        """
        self.env.invalidate_all()
        allowed = {}
        for model, everything in self.records.items():
            mine = self.env(user=user.id, su=False)[model]
            # What belongs to a pairing goes with it.
            tagged_records = {tag: each for tag, each in everything.items() if each.exists()}
            tags = {
                tag
                for tag, record in tagged_records.items()
                if mine.browse(record.id).has_access(operation)
            }
            if operation == "read":
                self.assertEqual(self._found(mine, tagged_records), tags, f"{model} found")
            if tags:
                allowed[model] = tags
        return allowed

    def _found(self, mine, tagged_records):
        if not mine.has_access("read"):
            return set()
        ids = [record.id for record in tagged_records.values()]
        found = mine.search([("id", "in", ids)])
        self.assertEqual(mine.search_count([("id", "in", ids)]), len(found))
        if mine._name in HIDDEN_IN:
            # Odoo itself leaves private events out of what it counts.
            return {tag for tag, record in tagged_records.items() if record.id in found.ids}
        counted = mine.formatted_read_group([("id", "in", ids)], [], ["__count"])
        self.assertEqual(counted[0]["__count"], len(found))
        return {tag for tag, record in tagged_records.items() if record.id in found.ids}

    def assertMay(self, user, operation, expected):  # noqa: N802 - as unittest names them
        self.assertEqual(self._may(user, operation), expected)
