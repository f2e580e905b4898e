from . import (
    closing,
    concerns,
    needs,
    photo,
    portal,
    preferences,
    reflections,
    safety,
)
