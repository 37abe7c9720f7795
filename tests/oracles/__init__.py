"""Slow and obvious doubles of the program's fast parts, written without looking at them."""
