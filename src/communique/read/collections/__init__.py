"""Collections: files that hold several sources. A module a kind; what they share is in `member.py`
(how a member is found again) and `limits.py` (how much is unpacked at most).
"""
