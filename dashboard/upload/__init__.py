"""What the page on a reader's own file says and draws: sentences, tables, charts, small counts. Pure."""
