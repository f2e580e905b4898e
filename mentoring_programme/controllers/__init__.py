from . import agreements, concerns, portal, preferences, reflections
