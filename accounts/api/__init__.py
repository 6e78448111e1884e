"""What every address under /api/v1/ shares: keys, problems, pages, limits, replay. The addresses are in their rooms."""
