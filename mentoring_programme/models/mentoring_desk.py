from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

# The sections of a desk, in the order in which they are shown. Each is what the programme's
# ``_desk_<section>`` answers: a value that can be written as JSON, None to leave it out.
SECTIONS = (
    "funnel",
    "readiness",
    "health",
    "reviews",
    "waiting",
    "circles",
    "events",
    "supervision",
    "balance",
    "objectives",
    "mails",
)


class MentoringDesk(models.AbstractModel):
    """A coordinator's desk: one programme on one page, gathered in one call.

    The number of queries depends neither on how many people are enrolled nor on how many
    programmes there are. Nothing is kept: the page's address says which programme it shows.
    """

    _name = "mentoring.desk"
    _description = "Coordinator's Desk"

    @api.model
    def get_desk(self, programme_id=False):
        """What a coordinator needs to know of a programme, read under their own rules.

        :param programme_id: id of a programme that the user coordinates; without it the first
            of those that are not over
        :return: dict with

            - ``programmes``: list of dicts, ``id``, ``name`` and ``state`` of all programmes
              that the user coordinates, to switch between
            - ``programme``: dict about this one, or None when they coordinate none
            - ``next``: list of dicts, what waits for the coordinator, with ``key``, ``text``
              and ``buttons``
            - ``sections``: dict of the names in :data:`SECTIONS` to what stands there

            Dates are strings in Odoo's server format, times in UTC.
        :raises AccessError: for anybody who does not coordinate the programme, with the same
            words for one that does not exist
        """
        if not self.env.user.has_group("mentoring_programme.group_mentoring_coordinator"):
            raise self._refusal()
        mine = self._programmes()
        programme = self._programme(programme_id) if programme_id else mine[:1]
        sections = {}
        for name in SECTIONS if programme else ():
            told = getattr(programme, f"_desk_{name}")()
            if told is not None:
                sections[name] = told
        return {
            "programmes": [
                {"id": each.id, "name": each.name, "state": each.state} for each in mine
            ],
            "programme": programme._desk_head() if programme else None,
            "next": programme._desk_next(sections) if programme else [],
            "sections": sections,
        }

    @api.model
    def get_people(self, programme_id, figure):
        """Who stands behind a figure: what a dialog says before something is done for them all.

        :param figure: text, as the desk gave it
        :return: dict with ``model``, ``ids`` and ``names``, in the same order
        :raises AccessError: as in :meth:`get_desk`
        """
        _name, records = self._programme(programme_id)._desk_records(figure)
        return {"model": records._name, "ids": records.ids, "names": records._desk_names()}

    @api.model
    def open_list(self, programme_id, figure):
        """The list behind a figure, as an action of the web client.

        :param figure: text, as the desk gave it
        :raises AccessError: as in :meth:`get_desk`
        """
        return self._programme(programme_id)._desk_list(figure)

    def _programmes(self):
        """The programmes that the reader coordinates, those that are not over first."""
        led = Domain("coordinator_ids", "in", [self.env.uid])
        if self.env.user.has_group("mentoring_programme.group_mentoring_manager"):
            led |= Domain("discreet", "=", False)
        programmes = self.env["mentoring.programme"].search(led)
        named = programmes.filtered(lambda p: self.env.user in p.coordinator_ids)
        # A manager's own come before those that they may see as well.
        return (named | programmes).sorted(lambda p: p.state in ("closed", "cancelled"))

    def _programme(self, programme_id):
        """The programme of this id, if the reader coordinates it."""
        if not self.env.user.has_group("mentoring_programme.group_mentoring_coordinator"):
            raise self._refusal()
        programmes = self.env["mentoring.programme"].with_context(active_test=False)
        if isinstance(programme_id, int) and not isinstance(programme_id, bool):
            programmes = programmes.search([("id", "=", programme_id)])
        programme = programmes.filtered("is_coordinator")
        if not programme:
            raise self._refusal()
        return programme.with_context(active_test=True)

    def _refusal(self):
        return AccessError(
            self.env._("This page is for the coordinators of a programme: ask one of them.")
        )

    @api.model
    def _unknown_figure(self):
        return UserError(self.env._("This figure is gone: reload the page."))
