"""How dates are written, by language, where Django's own way would differ from what the browser's script writes beside them."""
