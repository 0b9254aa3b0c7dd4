"""The interface's sentences: collected from the code and the catalogue, translated in one file a language."""
