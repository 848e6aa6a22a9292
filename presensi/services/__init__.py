"""Use cases of presensi."""
