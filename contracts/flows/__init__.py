"""The wizards of this app, by subject."""
