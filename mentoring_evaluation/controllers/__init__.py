from . import export, surveys
