"""What the page of the nexus shows: its charts, tables and sentences. Pure."""
