from . import concerns, portal, preferences, reflections, safety
