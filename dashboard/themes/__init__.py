"""What the page of Themes shows: its charts, tables and sentences. Pure."""
