"""What each page shows, as data: a function for each view, a file for each page."""
