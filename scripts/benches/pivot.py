"""The pivot over a million sessions, and the gathering behind it, against SQL written by hand for
the same groups. Each is the best of three."""

import json
import logging
import os
import sys
import time
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import close_db
from odoo.tools import config

sys.path.insert(0, str(Path(__file__).parents[1]))

from ground.databases import CONFIG
from ground.ready import ready

GATHERING = "odoo.addons.mentoring_evaluation.models.figure_gathering"
PUBLISHING = "odoo.addons.mentoring_evaluation.models.figure_publishing"
SESSIONS = 1_000_000
GROUPS = [[], ["programme"], ["role"], ["programme", "role"]]
FIGURES = ["people:sum", "sessions:sum", "hours:sum"]
MANY = """
    INSERT INTO mentoring_session
                (pairing_id, programme_id, company_id, start, stop, duration, state)
    SELECT pairing.id, pairing.programme_id, pairing.company_id,
           at.start, at.start + interval '1 hour', 1, 'held'
      FROM (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS number
              FROM mentoring_pairing
             WHERE company_id = %(company)s AND date_start IS NOT NULL) AS pairing
      JOIN (SELECT n, timestamp '2001-01-01' + n * interval '1 minute' AS start
              FROM generate_series(1, %(sessions)s) AS n) AS at
        ON at.n %% pairing.number = pairing.place
"""
BY_HAND = """
    SELECT programme.id, person.role, count(DISTINCT enrolment.employee_id), count(*),
           sum(session.duration)
      FROM mentoring_session session
      JOIN mentoring_pairing pairing ON pairing.id = session.pairing_id
      JOIN mentoring_programme programme ON programme.id = pairing.programme_id
     CROSS JOIN LATERAL (VALUES ('mentor', pairing.mentor_id), ('mentee', pairing.mentee_id))
           AS person(role, enrolment_id)
      JOIN mentoring_enrolment enrolment ON enrolment.id = person.enrolment_id
     WHERE session.state = 'held' AND programme.company_id = %(company)s
     GROUP BY GROUPING SETS ((), (programme.id), (person.role), (programme.id, person.role))
"""


def best(call):
    """The shortest of three times, in seconds."""
    times = []
    for _again in range(3):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def compared(env):
    """Fill the demo company, and measure."""
    gathered = sys.modules[GATHERING].gathered
    company = env.ref("base.main_company")
    many = {"company": company.id, "sessions": SESSIONS}
    env.cr.execute(MANY, many)
    env.cr.execute("ANALYZE")
    env.invalidate_all()
    sys.modules[PUBLISHING].publish(company)
    report = env["mentoring.evaluation.report"].with_user(env.ref("base.user_admin"))

    def by_hand():
        env.cr.execute(BY_HAND, many)
        return env.cr.fetchall()

    def pivot():
        env.invalidate_all()
        return report.formatted_read_grouping_sets([], GROUPS, FIGURES)

    def gathering():
        env.invalidate_all()
        return gathered(company, 5)

    theirs = best(by_hand)
    yield "pivot over 1,000,000 sessions", best(pivot), theirs, 1.5
    yield "gathering 1,000,000 sessions", best(gathering), theirs, 3.0


def main():
    with ready() as databases, databases.throwaway("bench") as name:
        os.environ.update(databases.environment)
        config.parse_config(["-c", str(CONFIG), "-d", name, "--log-level=error"])
        logging.disable(logging.WARNING)
        with Registry(name).cursor() as cursor:
            env = api.Environment(cursor, SUPERUSER_ID, {})
            for what, ours, theirs, most in compared(env):
                line = {"what": what, "ours": ours, "theirs": theirs, "most": most, "unit": "s"}
                print(json.dumps(line), flush=True)
            cursor.rollback()
        close_db(name)


if __name__ == "__main__":
    main()
