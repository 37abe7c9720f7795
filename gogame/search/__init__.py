"""Monte Carlo tree search in flat arrays: begin with `tree` and `kernels`, then `mcts`."""
