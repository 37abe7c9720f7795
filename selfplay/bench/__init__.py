"""``gogame-selfplay bench``: how fast each part of training is; begin with `run`."""
