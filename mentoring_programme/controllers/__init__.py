from . import concerns, reflections
