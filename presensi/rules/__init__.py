"""The law of attendance as pure functions."""
