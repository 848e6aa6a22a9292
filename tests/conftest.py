"""Shared set-up of all tests; databases and the network guard live in their own modules."""

from hypothesis import settings

pytest_plugins = ["tests.database", "tests.masuk", "tests.network"]

settings.register_profile("sitamu", deadline=None)  # a busy machine is no failure
settings.load_profile("sitamu")
