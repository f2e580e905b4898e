from . import surveys
