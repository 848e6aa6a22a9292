"""Reads of presensi."""
