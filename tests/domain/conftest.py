"""How property tests run here."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: rules are tested here, not speed.
settings.register_profile(
    "minutebook", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("minutebook")
