"""Presensi for programs, under /api/v1/."""
