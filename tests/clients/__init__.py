"""Other people's programs drive the engine: `uv run --group clients pytest tests/clients`."""
