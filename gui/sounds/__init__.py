"""Sounds: made, chosen by what happens, played by a program of the system."""
