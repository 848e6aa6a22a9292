"""Shared set-up of all tests; databases and the network guard live in their own modules."""

pytest_plugins = ["tests.database", "tests.masuk", "tests.network"]
