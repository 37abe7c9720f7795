"""Measurements of this machine, beside other programs in the same run: begin with `run.tables`."""
