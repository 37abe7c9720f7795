"""Random hands at the window, see `tests.gui.fuzz.__main__`."""
