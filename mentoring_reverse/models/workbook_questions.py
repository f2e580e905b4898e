"""What a workbook asks of one of the two of a pairing, and whom it names to turn to."""


def _asked_sections(env, pairing, mine):
    """What this one of the two is asked: of meetings as many as are planned."""
    # sudo: mentoring.workbook.section - a questionnaire, the same for everybody
    sections = env["mentoring.workbook.section"].sudo().search([])
    sections = sections.filtered(lambda section: _is_for(section, pairing, mine))
    meetings = sections.filtered(lambda section: section.kind == "meeting")
    return sections - meetings[pairing.programme_id.session_count :]


def asked_questions(env, pairing, mine):
    """The ``mentoring.workbook.question`` of this one of the two, in their order."""
    questions = _asked_sections(env, pairing, mine).question_ids
    return questions.filtered(lambda question: _is_for(question, pairing, mine))


def _is_for(line, pairing, mine):
    """In a reciprocal programme each of the two is both."""
    return line.role in ("both", mine.role) or pairing.programme_id._is_reciprocal()


def workbook_sections(env, pairing, mine):
    """The sections as :func:`.workbook_door.open_workbook` shows them, with nothing answered."""
    questions = asked_questions(env, pairing, mine).grouped("section_id")
    return [
        {
            "id": section.id,
            "kind": section.kind,
            "name": section.name,
            "body": section.body or "",
            "contacts": _contacts(env, pairing, mine) if section.kind == "contacts" else [],
            "questions": [
                {
                    "id": question.id,
                    "name": question.name,
                    "hint": question.hint or "",
                    "mine": False,
                    "theirs": False,
                }
                for question in questions.get(section, ())
            ],
        }
        for section in _asked_sections(env, pairing, mine)
    ]


def place_of(sections, number, place):
    """The first of that number whose ``place`` is still free, or None."""
    for section in sections:
        for question in section["questions"]:
            if question["id"] == number and not question[place]:
                return question
    return None


def _contacts(env, pairing, mine):
    programme = pairing.programme_id
    other = (pairing.mentor_id | pairing.mentee_id) - mine
    people = [
        *((user, env._("Coordinator")) for user in programme.coordinator_ids),
        (programme.safeguarding_lead_id, env._("Safeguarding lead")),
        (programme.safeguarding_deputy_id, env._("Deputy safeguarding lead")),
    ]
    lines = [
        {"name": user.name, "part": part, "email": user.email or False}
        for user, part in people
        if user
    ]
    partner = {
        "name": other._person_name() or False,
        "part": env._("Your partner"),
        "email": other.contact_id.email or False,
    }
    return [partner, *lines]
