"""What seniority means, said once more in the plainest way, to check the addon against."""


def steps_up(manager, person):
    """Everybody above somebody, with the steps to them."""
    found, at, steps = {}, manager.get(person), 1
    while at is not None and at != person and at not in found:
        found[at] = steps
        at, steps = manager.get(at), steps + 1
    return found


def told_level(manager, job, person):
    """The level of somebody by a job, or None.

    :param manager: dict of person to manager or None, of everybody
    :param job: dict of person to the level of their job, without those that have none
    """
    if person in job:
        return job[person]
    above = sorted(steps_up(manager, person).items(), key=lambda each: each[1])
    for boss, steps in above:
        if boss in job:
            return job[boss] - steps
    for boss, steps in [(person, 0), *above]:
        beneath = [
            job[other] + steps_up(manager, other)[boss]
            for other in job
            if boss in steps_up(manager, other)
        ]
        if beneath:
            return max(beneath) - steps
    return None


def tree_of(manager, person):
    """Everybody whom a chain of managers joins to somebody."""
    tree = {person}
    while True:
        more = {manager[each] for each in tree if manager.get(each) is not None}
        more |= {each for each in manager if manager[each] in tree}
        if more <= tree:
            return tree
        tree |= more


def may_pair(manager, job, mentor, mentee, distance):
    """Whether these two may be paired in a programme that asks for this distance."""
    one_chain = mentor in steps_up(manager, mentee) or mentee in steps_up(manager, mentor)
    if one_chain or mentor == mentee:
        return False
    if not distance:
        return True
    low, high = (told_level(manager, job, each) for each in (mentor, mentee))
    if low is None and high is None and tree_of(manager, mentor) == tree_of(manager, mentee):
        low, high = (-len(steps_up(manager, each)) for each in (mentor, mentee))
    return None not in (low, high) and high - low >= distance
