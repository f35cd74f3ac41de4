"""What analysts check: figures that disagree, claims of novelty, what an archive holds of it."""
