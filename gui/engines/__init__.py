"""What engines are asked for, and what becomes of their answers: players and analysts."""
