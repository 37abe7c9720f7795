"""The Go Text Protocol, version 2: `wire` (text), `commands`, `server`."""
