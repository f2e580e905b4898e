"""Every method of our models that can be called from outside, called: buttons and the like."""

from odoo import models

# Records of each model that a method is called with: the newest and two before it.
EACH = 3


def public_methods(env):
    """What our addons add to the methods of their models and of Odoo's.

    :return: sorted list of (model, name of the method)
    """
    found = set()
    for model, cls in env.registry.items():
        for base in cls.mro():
            if base.__module__.startswith("odoo.addons.mentoring"):
                names = (name for name, value in vars(base).items() if callable(value))
                found |= {(model, name) for name in names if not name.startswith("_")}
    return sorted(each for each in found if not hasattr(models.BaseModel, each[1]))


def call_all(questions, methods, highest):
    """Call each method with nothing but ids, and without a record.

    Steps are taken by this, in the same order wherever it is done.

    :param highest: dict of model to the highest id in it
    """
    for model, name in methods:
        newest = highest.get(model, 0)
        for ids in [[], *([number] for number in range(newest, max(newest - EACH, 0), -1))]:
            questions.ask(f"method {name} {ids}", model, name, ids)
