from . import concerns, portal, preferences, reflections, sessions
