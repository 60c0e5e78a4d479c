"""Who should meet whom: profiles in, ranked suggestions with reasons out.

>>> from madang.engine.match.profile import Item, Profile
>>> from madang.engine.match.run import suggest
"""
