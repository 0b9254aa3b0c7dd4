"""What the page of SDG 11 shows: its charts, tables and sentences. Pure."""
