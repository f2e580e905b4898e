from . import controllers, models
from .hooks import _copy_tracked_places
