from . import invitation, pair_confidence
