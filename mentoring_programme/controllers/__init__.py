from . import concerns, photo, portal, preferences, reflections
