"""People say what they say, each in their own session, through the one door there is for it."""

from .scenario import DIMENSION


def say(company, programme, login, own=(), wanted=(), strength="important"):
    """Save one person's answers and wish on the scenario's question.

    :param own: names of the values they say of themselves
    :param wanted: names of the values they wish of a partner
    """
    client = company.client(login)
    enrolment_id = company.enrolments[programme, login]
    page = client.rpc("/mentoring/preferences/open", enrolment_id=enrolment_id)["result"]
    dimension = next(each for each in page["dimensions"] if each["name"] == DIMENSION)
    values = {value["name"]: value["id"] for value in dimension["values"]}
    key = str(dimension["id"])
    said = {"answers": {}, "wishes": {}}
    if own:
        said["answers"][key] = [values[name] for name in own]
    if wanted:
        said["wishes"][key] = {
            "kind": "named",
            "strength": strength,
            "values": [values[name] for name in wanted],
        }
    answer = client.rpc(
        "/mentoring/preferences/save",
        enrolment_id=enrolment_id,
        said=said,
        consent_version=page["consent_text"]["version"],
    )
    if answer.get("result", {}).get("said") != said:
        raise RuntimeError(f"{login} could not say {said} in {programme}: {answer}")
    return said
