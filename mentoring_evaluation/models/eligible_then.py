"""Who met a programme's conditions on the day it began, as a plain function.

A filter asks for today. Somebody promoted since does not have the job any more that the filter
names; if they counted as not eligible, those left to compare with would be those who were not
promoted. So conditions on job, department and work location are asked of where people were then.
All other conditions (skills, manager) are asked of today, since nothing else is kept of the past.
"""

from ast import literal_eval

from odoo.fields import Domain

# Field of the filter: attribute of a place, model.
THEN = {
    "job_id": ("job", "hr.job"),
    "department_id": ("department", "hr.department"),
    "work_location_id": ("location", "hr.work.location"),
}
NEGATIVE = Domain.NEGATIVE_OPERATORS


def eligible_then(programme, role, places):
    """Those who met the conditions of ``programme`` for ``role``.

    :param programme: one ``mentoring.programme``, in sudo
    :param places: dict of id of employee to :class:`~..outcomes.Place` on the day
    :return: (set of ids out of ``places``, whether something was asked of today)
    """
    env = programme.env
    domain = Domain(literal_eval(programme[f"{role}_domain"] or "[]"))
    today = []

    def as_of_then(condition):
        name, _dot, rest = condition.field_expr.partition(".")
        if name not in THEN:
            today.append(name)
            return condition
        attribute, model = THEN[name]
        operator, value = condition.operator, condition.value
        positive = NEGATIVE.get(operator, operator)
        asked = rest or ("display_name" if _is_text(value) else "id")
        Comodel = env[model].with_context(active_test=False)
        found = set(Comodel.search(Domain(asked, positive, value))._ids)
        if _includes_none(value):
            found.add(None)
        met = [key for key, place in places.items() if getattr(place, attribute) in found]
        return Domain("id", "not in" if positive != operator else "in", met)

    domain = domain.map_conditions(as_of_then)
    Employee = env["hr.employee.public"].with_context(active_test=False)
    env["hr.employee"].flush_model()
    env["hr.version"].flush_model()
    found = Employee.search(Domain("id", "in", list(places)) & domain)
    return set(found._ids), bool(today)


def _is_text(value):
    values = value if isinstance(value, list | tuple | set) else [value]
    return any(isinstance(each, str) for each in values)


def _includes_none(value):
    """Whether a condition asks for those of whom nothing is entered."""
    values = value if isinstance(value, list | tuple | set) else [value]
    return any(each is False or each is None for each in values)
