import os
from pathlib import Path

from odoo.modules.module import get_module_path
from odoo.tests import BaseCase, tagged

from odoo.addons.mentoring_programme.tests.crawl.ground import Ground

NAMES = ("mentoring_reverse", "mentoring_evaluation")
# Nobody writes these by hand, or they say nothing.
LEFT_OUT = {".png", ".pyc"}

# A reverse programme with a pair to look at again, what else this addon keeps, and the core's own.
BEFORE = """
from odoo import fields
from odoo.fields import Command

company = env.ref("base.main_company")
coordinator = env.ref("base.user_admin")
coordinator.group_ids += env.ref("mentoring_programme.group_mentoring_manager")
job = env["hr.job"].create({"name": "Stand-alone head", "mentoring_level": 9})
low = env["hr.job"].create({"name": "Stand-alone hand", "mentoring_level": 2})
people = {
    name: env["hr.employee"].create(
        {"name": name, "company_id": company.id, "job_id": of.id}
    )
    for name, of in (("Alone junior", low), ("Alone leader", job))
}


def pair(name, kind, **values):
    programme = env["mentoring.programme"].create(
        {
            "name": name,
            "type_id": kind.id,
            "company_id": company.id,
            "coordinator_ids": [Command.set(coordinator.ids)],
            "state": "running",
            **values,
        }
    )
    two = env["mentoring.enrolment"].create(
        [
            {
                "programme_id": programme.id,
                "employee_id": people[person].id,
                "role": role,
                "state": "accepted",
            }
            for person, role in (("Alone junior", "mentor"), ("Alone leader", "mentee"))
        ]
    )
    for each in two:
        each._fulfil(each.missing_requirement_ids)
    assert set(two.mapped("state")) == {"ready"}, two.mapped("state")
    pairing = env["mentoring.pairing"].create({"mentor_id": two[0].id, "mentee_id": two[1].id})
    now = fields.Datetime.now()
    pairing.write({"mentor_agreed_on": now, "mentee_agreed_on": now, "state": "active"})
    return pairing


kind = env.ref("mentoring_reverse.type_monthly_hour")
pairing = pair("Alone reverse", kind)
pair("Alone core", env.ref("mentoring_programme.type_high_potential"))
env["mentoring.invitation.link"]._make(
    env["mentoring.programme"].create(
        {
            "name": "Alone draft",
            "type_id": kind.id,
            "company_id": company.id,
            "coordinator_ids": [Command.set(coordinator.ids)],
        }
    ),
    "mentor",
    fields.Date.today(),
)
low.mentoring_level = 8
# Reviews are made when a change is kept.
env.cr.commit()
reviews = env["mentoring.review"].search([("pairing_id", "=", pairing.id)])
assert reviews.mapped("reason") == ["distance"], reviews
env.cr.commit()
env["ir.module.module"].search([("name", "=", "mentoring_reverse")]).button_immediate_uninstall()
"""

AFTER = """
from odoo import fields

assert not any(name for name in env.registry if "invitation" in name)
env.cr.execute("SELECT 1 FROM pg_tables WHERE tablename = 'mentoring_invitation_link'")
assert not env.cr.fetchall()
env.cr.execute(
    "SELECT 1 FROM information_schema.columns WHERE column_name IN"
    " ('level_distance', 'mentors_share_group', 'mentoring_reverse_capacity')"
)
assert not env.cr.fetchall()
assert "distance" not in env["mentoring.review"]._fields["reason"].get_values(env)
assert not env["mentoring.review"].search([("reason", "=", "distance")])

for name, direction in (("Alone reverse", "traditional"), ("Alone core", "traditional")):
    programme = env["mentoring.programme"].search([("name", "=", name)])
    assert programme.direction == direction, (name, programme.direction)
    assert programme.type_id.direction == direction
    pairing = env["mentoring.pairing"].search([("programme_id", "=", programme.id)])
    assert pairing.state == "active"
    session = env["mentoring.session"].create(
        {
            "pairing_id": pairing.id,
            "start": fields.Datetime.subtract(fields.Datetime.now(), days=1),
            "duration": 1,
        }
    )
    session.action_held()
    assert session.state == "held"
    pairing._review()
    desk = env["mentoring.desk"].with_user(env.ref("base.user_admin")).get_desk(programme.id)
    assert desk["programme"]["name"] == name
    programme.action_close()
    assert pairing.state == "completed", pairing.state

programmes = env["mentoring.programme"].with_user(env.ref("base.user_admin"))
for model in ("mentoring.programme", "mentoring.programme.type", "mentoring.enrolment", "hr.job"):
    for kind in ("form", "list"):
        env[model].with_user(env.ref("base.user_admin")).get_view(view_type=kind)
assert programmes.create(
    {"name": "Next", "type_id": env.ref("mentoring_programme.type_high_potential").id}
).direction == "traditional"
"""


@tagged("post_install", "-at_install")
class TestCoreStandsAlone(BaseCase):
    def test_the_core_names_neither_addon(self):
        core = Path(get_module_path("mentoring_programme"))
        asked = 0
        for folder, _folders, files in os.walk(core):
            for file in files:
                path = Path(folder, file)
                if path.suffix in LEFT_OUT:
                    continue
                asked += 1
                text = path.read_text(errors="replace")
                for name in NAMES:
                    self.assertNotIn(name, text, path)
        self.assertGreater(asked, 300)

    def test_uninstalling_leaves_the_cores_programmes_working(self):
        ground = Ground()
        self.addCleanup(ground.close)
        name = ground.copied("r")
        ground.run(name, BEFORE)
        ground.run(name, AFTER)
