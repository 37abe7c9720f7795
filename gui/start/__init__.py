"""Before the window: the command line and the applications menu."""
