"""What keeps strangers out and documents in their place: `guards.py` puts it around the routes."""
