"""A story on a screen: as a page of its own for presenter and followers, as one file, as PowerPoint."""
