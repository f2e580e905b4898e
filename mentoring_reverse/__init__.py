from . import controllers, models, seniority, wizard
