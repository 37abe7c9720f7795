"""What the training window shows; see `window`."""
