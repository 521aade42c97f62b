"""Learning what belongs to an article, from pages and scrapes with their gold bodies; needs the ``train`` extra."""
