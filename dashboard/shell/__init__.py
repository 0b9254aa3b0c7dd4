"""The only package, beside the pages, that imports Streamlit: frame, state, caches, and the parts of pages."""
