"""What a person changes in a record, and how its tree is drawn. No Qt here."""
