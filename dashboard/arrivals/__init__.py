"""What the page of Arrivals shows: its charts, tables and sentences. Pure."""
