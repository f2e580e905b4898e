from . import pair_confidence
