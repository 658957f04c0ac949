"""How hypothesis tries examples, in every test."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "digest",
    # How long an example takes says more about what else the machine does than about digest: some build a whole site.
    deadline=None,
    # Likewise: it measures how long examples take to be made.
    suppress_health_check=[HealthCheck.too_slow],
    # A failure prints what repeats it on any machine; .hypothesis/ stays on the machine that found it.
    print_blob=True,
    # In CI, the same examples each time: a change fails for what it does, not for what chance found in older code.
    # Chance looks for mistakes where somebody works, and .hypothesis/ keeps what it found.
    derandomize="CI" in os.environ,
)
settings.load_profile("digest")
