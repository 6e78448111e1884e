"""What one person has set for themselves: views of lists, single keys."""
