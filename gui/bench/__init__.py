"""The window measures itself (``gogame --benchmark``)."""
