"""Self-play training. It stands on `gogame` and never meets `gui`."""
