"""The Go engine: board, search, network, protocols. It knows neither the app nor training."""
