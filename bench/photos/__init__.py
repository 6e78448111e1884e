"""Pictures made here: objects in three dimensions before a camera, and what copyists do to photos.

Nothing of it is shared with what recognises pictures, neither code nor tables, but the libraries.
"""
