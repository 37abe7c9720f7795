"""Rules and positions: begin with `coords`, `arrays`, `chains`, then `position`."""
