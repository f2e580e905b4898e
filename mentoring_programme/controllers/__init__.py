from . import portal, preferences
