"""Monte Carlo tree search over flat arrays: begin with `tree`, then `kernels`, `mcts`."""
