from . import agreements, concerns, photo, portal, preferences, reflections
