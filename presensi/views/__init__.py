"""Pages of presensi."""
