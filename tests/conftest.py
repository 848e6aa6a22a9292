"""Shared set-up of all tests; databases and the network guard live in their own modules."""

from hypothesis import Phase, settings

pytest_plugins = ["tests.database", "tests.masuk", "tests.network"]

settings.register_profile("sitamu", deadline=None)  # a busy machine is no failure
# `make mutasi` asks only whether a property fails, not for its smallest counterexample.
settings.register_profile("mutasi", deadline=None, phases=[Phase.explicit, Phase.generate])
settings.load_profile("sitamu")
