"""What is on the screen: builders that are pure, and `shell`, the one package that knows Streamlit."""
