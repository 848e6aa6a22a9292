"""Reads of the personnel office, one module a noun."""
