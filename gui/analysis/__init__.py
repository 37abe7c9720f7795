"""What is made of an engine's reports: labels, marks, losses, verdicts. No Qt here."""
