"""Product pictures, drawn here from numbers, so that nobody's photograph is used."""
