from . import (
    agreements,
    closing,
    concerns,
    needs,
    photo,
    portal,
    preferences,
    reflections,
    safety,
    sessions,
)
