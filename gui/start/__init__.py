"""The first seconds: the command line, the applications menu, the window that waits."""
