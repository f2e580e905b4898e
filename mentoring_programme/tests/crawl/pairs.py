"""What may differ once pairs are published: who is paired with whom, and nothing else.

A normalisation leaves out of the records that are the pairs what is a function of who is in
them. Everything else, also in these records, has to be the same.
"""

import json

# Whom it is about; the numbers and words that follow from these two by visible facts; and the
# number of the record, since proposals stand in the order of their fit.
_WHO = {"id", "display_name"} | {
    f"{side}_{what}"
    for side in ("mentor", "mentee")
    for what in ("id", "employee_id", "partner_id", "name")
}
OF_THE_PAIR = {
    "mentoring.match.proposal": _WHO | {"score", "parts", "rank", "reasons"},
    "mentoring.match.run": {"mean_score", "worst_score", "blocking_count", "proposal_ids"},
    "mentoring.pairing": _WHO | {"partner_name"},
}
# Where participants are told with whom they are paired, beside the record itself.
OWN_PAIRS = "route /mentoring/concerns/mine"


def without_pairs(question, answer):
    """An answer without what is a function of the pairs.

    :param question: as a crawl words it
    :param answer: bytes
    :return: something to compare; None where the answer only says in another way what the
        rows of the same model say
    """
    if question.startswith(OWN_PAIRS):
        result = json.loads(answer)["result"]
        for subject in result["subjects"]:
            subject.update(pairing_id=None, partner=None)
        return result
    model, _, about = question.partition(": ")
    if model not in OF_THE_PAIR:
        return answer
    if not about.startswith("list "):
        return None
    result = json.loads(answer).get("result")
    if not result:
        return answer
    rows = [
        {name: value for name, value in row.items() if name not in OF_THE_PAIR[model]}
        for row in result["records"]
    ]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def pairs_of(answers):
    """The pairings that somebody is shown.

    :param answers: dict of question to answer of one log-in
    :return: dict of (mentor's enrolment, mentee's enrolment) to everything else that the row
        says, but the number of the record
    """
    rows = _rows(answers, "mentoring.pairing")
    return {
        (row["mentor_id"], row["mentee_id"]): {
            name: value for name, value in row.items() if name not in ("id", "display_name")
        }
        for row in rows
    }


def proposals_of(answers):
    """The same for proposals."""
    rows = _rows(answers, "mentoring.match.proposal")
    return {
        (row["run_id"], row["mentor_id"], row["mentee_id"]): {
            name: value for name, value in row.items() if name not in ("id", "display_name")
        }
        for row in rows
    }


def _rows(answers, model):
    (answer,) = (data for asked, data in answers.items() if asked.startswith(f"{model}: list "))
    return json.loads(answer)["result"]["records"]
