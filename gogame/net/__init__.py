"""The policy-value network, its files and its two runtimes."""
