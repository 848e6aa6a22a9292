"""What the demo adds to a loaded staff list: log-ins, invented papers, cases on their way.

Nothing here is part of a real installation: the command that calls it refuses production settings.
"""
