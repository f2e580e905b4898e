from . import closing, concerns, needs, portal, preferences, reflections, safety
