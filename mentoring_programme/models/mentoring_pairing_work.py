from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .mentoring_pairing_page import WRITABLE_STATES
from .mentoring_resource import FILE_SIZE_MB

DAY = fields.Date.to_string
MOMENT = fields.Datetime.to_string


class MentoringPairing(models.Model):
    """What the two of a pairing work on, as the sections of their page show it.

    All ``_page_*`` are read under the reader's own rules and answer what can be sent as JSON,
    days and moments (UTC) as Odoo's server writes them.
    """

    _inherit = "mentoring.pairing"

    @api.model
    def _own(self, ids):
        """The reader's own pairings among ``ids``.

        :param list ids: ids of ``mentoring.pairing``, also wrong ones
        :raises AccessError: alike for another's, for one that does not exist, and for no id
        """
        wanted = set(ids) if all(type(number) is int for number in ids) else set()
        me = self.env.uid
        mine = self.search(
            [
                ("id", "in", list(wanted)),
                "|",
                ("mentor_id.user_id", "=", me),
                ("mentee_id.user_id", "=", me),
            ]
        )
        if not mine or len(mine) != len(wanted):
            raise AccessError(
                self.env._("This is not a pairing of yours: open it from My mentoring.")
            )
        return mine

    def _page_sections(self):
        return [*super()._page_sections(), "goals", "actions", "resources"]

    def _is_working(self):
        self.ensure_one()
        return self.state in WRITABLE_STATES

    def _check_working(self):
        if not all(pairing._is_working() for pairing in self):
            raise UserError(
                self.env._(
                    "This pairing has not begun or is over: what is written can be read, and "
                    "nothing can be added or changed."
                )
            )

    # -- goals ---------------------------------------------------------------------------

    def _page_goals(self):
        """
        :return: dict with

            - ``is_mine``: whether the goals are the reader's, ``is_shared``: whether they are both
              people's; ``can_write``: the same, and the pairing lives
            - ``tags``: list of dict of ``id``, ``name``: what a goal may be about
            - ``goals``: list of dict of ``id``, ``name``, ``description``, ``tag_ids`` (ids),
              ``tags`` (names), ``progress`` (0 to 100), ``state`` (``open``, ``reached``,
              ``let_go``), ``closed_on`` (day or False) and ``milestones``, a list of dict of
              ``id``, ``name``, ``date``, ``is_done``
            - ``assessment``: see ``mentoring.assessment._page``
        """
        self.ensure_one()
        goals = self.env["mentoring.goal"].search([("pairing_id", "=", self.id)])
        steps = self.env["mentoring.milestone"].search([("goal_id", "in", goals.ids)])
        steps_of = steps.grouped("goal_id")
        is_mine = goals._may_write(self)
        return {
            "is_mine": is_mine,
            "is_shared": goals._are_shared(self),
            "can_write": is_mine and self._is_working(),
            "tags": [
                {"id": tag.id, "name": tag.name}
                for tag in self.env["mentoring.goal.tag"].search([]) | goals.tag_ids
            ],
            "goals": [
                {
                    "id": goal.id,
                    "name": goal.name,
                    "description": goal.description or "",
                    "tag_ids": goal.tag_ids.ids,
                    "tags": goal.tag_ids.mapped("name"),
                    "progress": goal.progress,
                    "state": goal.state,
                    "closed_on": DAY(goal.closed_on),
                    "milestones": [
                        {
                            "id": step.id,
                            "name": step.name,
                            "date": DAY(step.date),
                            "is_done": step.is_done,
                        }
                        for step in steps_of.get(goal, ())
                    ],
                }
                for goal in goals
            ],
            "assessment": self.env["mentoring.assessment"]._page(self),
        }

    # -- actions -------------------------------------------------------------------------

    def _open_actions(self):
        """Of each of these pairings what is still to be done, the most urgent first: it is
        carried into the next session.

        :return: ``mentoring.action``, as far as the reader's rules let them read it
        """
        return self.env["mentoring.action"].search(
            [("pairing_id", "in", self.ids), ("is_done", "=", False)]
        )

    def _page_actions(self):
        """
        :return: dict with ``can_write``; ``today`` (in the reader's time zone); ``sessions``,
            those an action can be said to come from, which have begun, or from which one is said
            to come (list of dict of ``id``, ``start``); and
            ``actions``: list of dict of ``id``, ``name``, ``owner`` (``mentor`` or ``mentee``),
            ``date_due`` (day or False), ``is_done``, ``done_on`` (day or False), ``is_mine``
            (the reader is to do it), ``can_edit``, ``can_delete``, ``session_id`` and ``session``
            (its start, or False)
        """
        self.ensure_one()
        role, is_working = self._role_of_reader(), self._is_working()
        actions = self.env["mentoring.action"].search([("pairing_id", "=", self.id)])
        sessions = self.env["mentoring.session"].search(
            [
                ("pairing_id", "=", self.id),
                "|",
                ("id", "in", actions.session_id.ids),
                "&",
                ("state", "!=", "cancelled"),
                ("start", "<=", fields.Datetime.now()),
            ],
            order="start, id",
        )
        return {
            "can_write": is_working,
            "today": DAY(fields.Date.context_today(self)),
            "sessions": [{"id": line.id, "start": MOMENT(line.start)} for line in sessions],
            "actions": [
                {
                    "id": action.id,
                    "name": action.name,
                    "owner": action.owner,
                    "date_due": DAY(action.date_due),
                    "is_done": action.is_done,
                    "done_on": DAY(action.done_on),
                    "is_mine": action.owner == role,
                    "can_edit": is_working and role in (action.owner, action.author),
                    "can_delete": role in (action.owner, action.author),
                    "session_id": action.session_id.id,
                    "session": MOMENT(action.session_id.start),
                }
                for action in actions
            ],
        }

    # -- resources -----------------------------------------------------------------------

    def _page_resources(self):
        """
        :return: dict with ``can_write``; ``file_size`` (most MB a file may have); and
            ``resources``: list of dict of ``id``, ``name``, ``link`` (or False), ``file_name``
            (or False), ``file_url`` (or False), ``note``, ``date`` and ``is_mine`` (the reader
            shared it)
        """
        self.ensure_one()
        role = self._role_of_reader()
        resources = self.env["mentoring.resource"].search([("pairing_id", "=", self.id)])
        return {
            "can_write": self._is_working(),
            "file_size": FILE_SIZE_MB,
            "resources": [
                {
                    "id": resource.id,
                    "name": resource.name,
                    "link": resource.link or False,
                    "file_name": resource.file_name or False,
                    "file_url": resource._file_url(),
                    "note": resource.note or "",
                    "date": MOMENT(resource.create_date),
                    "is_mine": resource.author == role,
                }
                for resource in resources
            ],
        }
