"""The archive for programs, under /api/v1/arsip/."""
