"""Two invented marketplaces in a process of their own, with a switch for every way in which real ones misbehave.

Nothing here imports Django or the portal: to the portal this is somebody else's site.
"""
