"""Whether a database is one to put an invented company into."""

# Companies that were made so, by their ids with commas between.
SEEDED = "mentoring_evaluation.seeded_companies"


def note_seeded(company):
    """Note that a company is an invented one."""
    parameters = company.env["ir.config_parameter"]
    ids = filter(None, [parameters.get_param(SEEDED, ""), str(company.id)])
    parameters.set_param(SEEDED, ",".join(ids))


def real_data(env):
    """What of a database could be somebody's own, as a text; empty where there is none.

    A database with Odoo's demo data is nobody's own, nor is what was seeded before.
    """
    # sudo: ir.module.module, ir.config_parameter, hr.employee, mentoring.programme - to count
    env = env(su=True)
    if env["ir.module.module"].search_count([("demo", "=", True)], limit=1):
        return ""
    seeded = env["ir.config_parameter"].get_param(SEEDED, "")
    ours = [int(number) for number in seeded.split(",") if number]
    own = [("company_id", "not in", ours)]
    employees = env["hr.employee"].with_context(active_test=False)
    employees = employees.search_count([*own, ("user_id", "!=", env.ref("base.user_admin").id)])
    programmes = env["mentoring.programme"].with_context(active_test=False).search_count(own)
    if not (employees or programmes):
        return ""
    return env._(
        "%(employees)s employees and %(programmes)s mentoring programmes",
        employees=employees,
        programmes=programmes,
    )
