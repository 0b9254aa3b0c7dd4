"""How each kind of chart of a story is drawn on a sheet: for a room, for a phone, for a slide of PowerPoint."""
