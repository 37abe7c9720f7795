"""Numbers that only a correct board gives."""
