"""The register of those who connect, as its page shows it: entries, map, what is computed of them, the form's words."""
