"""Measurements side by side: `python -m bench [--besar] [nama …]`.

Every module here but `alat` is one bench. It measures pairs in one run, so that the machine cancels
out, and writes `bench/hasil/<nama>.json` by `alat.simpan`.
"""
