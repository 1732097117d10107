"""The dashboard: a web page on which a run is played, watched and changed.

words/    what happened, in plain words
theatre/  the process that plays a simulation or a stored run, told what to do by `protocol`
page/     what is seen in the browser, and what is drawn there
"""
