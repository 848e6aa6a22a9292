"""The personnel office for programs."""
