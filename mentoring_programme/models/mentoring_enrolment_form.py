from odoo import Command, api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

CHOICES = ("language_ids", "availability_ids", "interest_ids")


class MentoringEnrolmentForm(models.AbstractModel):
    """What a person offers or wishes to learn, as a form for those who have none of Odoo's.

    The names of the vocabularies are read in sudo, since people from outside may not read all of
    them; what is saved is checked like what employees save.
    """

    _name = "mentoring.enrolment.form"
    _description = "Form of an Enrolment"

    @api.model
    def get_form(self, enrolment_id=None, programme_id=None, role=None):
        """The caller's own enrolment, or one that they are about to make.

        :return: dict with ``role``, ``capacity``, ``capacity_max``; ``is_browsable`` (whether
            mentees may see the mentor; None where nobody looks through mentors); ``language_ids``,
            ``availability_ids`` and ``interest_ids``: lists of dict of ``id``, ``name``,
            ``group`` (or False) and ``chosen``; and ``skills``: list of dict of ``id``, ``name``,
            ``group``, ``levels`` (list of dict of ``id``, ``name``), ``chosen`` and ``level_id``
        :raises AccessError: for an enrolment that is not theirs, and for what does not exist
        """
        enrolment = self._own(enrolment_id)
        programme = enrolment.programme_id or self._programme(programme_id)
        return {
            "role": enrolment.role or role,
            "capacity": enrolment.capacity or 1,
            "capacity_max": programme.mentor_capacity_max,
            "is_browsable": self._is_browsable(enrolment, programme, enrolment.role or role),
            **{name: self._choices(name, enrolment) for name in CHOICES},
            "skills": self._skills(enrolment),
        }

    @api.model
    def save_form(self, values, enrolment_id=None, programme_id=None, role=None):
        """Keep what was chosen; without an enrolment, apply to the programme with it.

        :param values: dict with ``capacity``, ``language_ids``, ``availability_ids`` and
            ``interest_ids`` (lists of ids) and ``skills`` (dict of id to id of a level or
            False); ``is_browsable`` where it was asked
        :raises AccessError: as :meth:`get_form`
        :raises UserError: for what cannot be chosen
        """
        enrolment = self._own(enrolment_id)
        form = self.get_form(enrolment_id, programme_id, role)
        kept = {"capacity": self._capacity(values)}
        if form["is_browsable"] is not None and isinstance(values.get("is_browsable"), bool):
            kept["is_browsable"] = values["is_browsable"]
        for name in CHOICES:
            chosen = values.get(name, [])
            self._check_chosen(chosen, form[name])
            kept[name] = [Command.set(chosen)]
        skills = {int(skill): level for skill, level in values.get("skills", {}).items()}
        self._check_chosen(skills, form["skills"])
        levels = {line["id"]: {level["id"] for level in line["levels"]} for line in form["skills"]}
        if any(level and level not in levels[skill] for skill, level in skills.items()):
            raise self._unknown()
        if enrolment:
            enrolment.write(kept)
        else:
            enrolment = enrolment.create({**kept, "programme_id": programme_id, "role": role})
        # sudo: mentoring.enrolment.skill - lines of the caller's own enrolment, chosen above
        enrolment.sudo().skill_ids = [
            Command.clear(),
            *(
                Command.create({"skill_id": skill, "skill_level_id": level})
                for skill, level in skills.items()
            ),
        ]

    def _own(self, enrolment_id):
        Enrolment = self.env["mentoring.enrolment"]
        if not enrolment_id:
            return Enrolment
        own = Enrolment.search([("id", "=", enrolment_id), ("user_id", "=", self.env.uid)])
        if not own:
            raise AccessError(
                self.env._("This is not an enrolment of yours: open it from My mentoring.")
            )
        return own

    def _programme(self, programme_id):
        programme = self.env["mentoring.programme"].search([("id", "=", programme_id)])
        if not programme:
            raise AccessError(
                self.env._("This programme is not open to you: choose one in My mentoring.")
            )
        return programme

    def _is_browsable(self, enrolment, programme, role):
        if role != "mentor" or not programme.allow_requests:
            return None
        # As an enrolment begins: on, but in a discreet programme.
        return enrolment.is_browsable if enrolment else not programme.discreet

    def _choices(self, name, enrolment):
        model = self.env["mentoring.enrolment"]._fields[name].comodel_name
        # sudo: res.lang, mentoring.topic, mentoring.availability - vocabularies, by name
        found = self.env[model].sudo().search(Domain.TRUE)
        chosen = enrolment.sudo()[name]
        return [
            {
                "id": line.id,
                "name": line.display_name,
                "group": line.category_id.name if name == "interest_ids" else False,
                "chosen": line in chosen,
            }
            for line in found | chosen
        ]

    def _skills(self, enrolment):
        # sudo: hr.skill, hr.skill.type, hr.skill.level - vocabularies, by name
        skills = self.env["hr.skill"].sudo().search(Domain.TRUE)
        lines = {line.skill_id: line for line in enrolment.sudo().skill_ids}
        return [
            {
                "id": skill.id,
                "name": skill.name,
                "group": skill.skill_type_id.name,
                "levels": [
                    {"id": level.id, "name": level.name}
                    for level in skill.skill_type_id.skill_level_ids
                ],
                "chosen": skill in lines,
                "level_id": skill in lines and lines[skill].skill_level_id.id,
            }
            for skill in skills.sorted(lambda skill: (skill.skill_type_id.name, skill.name))
        ]

    def _capacity(self, values):
        capacity = values.get("capacity")
        if not isinstance(capacity, int):
            raise UserError(self.env._("Say in whole numbers how many mentees you can take."))
        return capacity

    def _check_chosen(self, chosen, choices):
        if not set(chosen) <= {line["id"] for line in choices}:
            raise self._unknown()

    def _unknown(self):
        return UserError(
            self.env._("One of your choices is no longer offered: close this and open it again.")
        )
