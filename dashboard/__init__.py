"""The dashboard: a web page on which a run is played, watched and changed.

The model runs in a process of its own (`theatre`), which the page's process (`studio`) tells what
to do in the words of `protocol`. What it plays is a `stage`: a simulation, or a stored run.
"""
