"""Analysis of many positions at once over JSON lines, as KataGo's analysis engine speaks it."""
