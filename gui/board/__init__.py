"""What the drawn board shows of a state, and where its points lie. No Qt here."""
