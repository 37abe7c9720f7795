"""The desktop app: `state`, `session`, `views`; it talks to a child engine process."""
