from . import controllers, models, report, wizard
from .hooks import _copy_tracked_places
