"""Many people in one programme, made in the database within seconds, not through the ORM."""

PEOPLE = """
    INSERT INTO res_partner (name, email, active, lang, tz, type)
    SELECT 'Person ' || number, 'person' || number || '@crowd.example.com', TRUE, 'en_US', %s,
           'contact'
      FROM generate_series(1, %s) number RETURNING id
"""
ENROLMENTS = """
    INSERT INTO mentoring_enrolment (programme_id, company_id, role, partner_id, state, capacity,
                                     create_date)
    SELECT %s, %s, line.role, line.partner, 'matched', 1, %s
      FROM unnest(%s, %s) AS line (role, partner) RETURNING id
"""
PAIRINGS = """
    INSERT INTO mentoring_pairing (programme_id, company_id, state, mentor_id, mentee_id,
                                   mentor_partner_id, mentee_partner_id, date_start, create_date)
    SELECT %s, %s, 'active', line.mentor, line.mentee, line.one, line.other, %s, %s
      FROM unnest(%s, %s, %s, %s) AS line (mentor, mentee, one, other) RETURNING id
"""


def make_pairings(cursor, programme_id, company_id, number, since, tz="UTC"):
    """Active pairings of people from outside who have not met.

    :param cursor: a cursor of psycopg2 or of Odoo
    :param number: how many pairings
    :param since: the date on which they began
    :param tz: name of everybody's time zone
    :return: ids of the people, mentors first
    """

    def made(query, *values):
        cursor.execute(query, values)
        return [line[0] for line in cursor.fetchall()]

    people = made(PEOPLE, tz, 2 * number)
    roles = ["mentor"] * number + ["mentee"] * number
    enrolments = made(ENROLMENTS, programme_id, company_id, since, roles, people)
    sides = [part[at : at + number] for part in (enrolments, people) for at in (0, number)]
    made(PAIRINGS, programme_id, company_id, since, since, *sides)
    return people
