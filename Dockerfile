# Nexus Atlas in a container:
#     docker build -t nexus-atlas .
#     docker run --rm -p 8501:8501 nexus-atlas
# Not built by the project's tests: their machine runs no Docker engine. Please report what fails.
FROM python:3.12-slim

# What can be set with `docker run -e NAME=VALUE`; docs/put-it-online.md says more.
#   NEXUS_ATLAS_OFFLINE=1    never ask any service; the figures of the snapshot are shown
#   NEXUS_ATLAS_CACHE=DIR    where fetched copies lie; mount a volume there to keep them
#   NEXUS_ATLAS_OPERATOR     who runs this server, shown on the privacy page
#   NEXUS_ATLAS_CONTACT      how to reach them, shown on the privacy page
#   NEXUS_ATLAS_ISSUES       the page where errors in figures are collected
#   OPEN_DATA_BASE           puts every service under one base, for a mirror of your own
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    NEXUS_ATLAS_CACHE=/var/cache/nexus-atlas

RUN useradd --create-home --uid 10001 atlas \
    && install --directory --owner=atlas --group=atlas /var/cache/nexus-atlas

WORKDIR /app
COPY requirements.txt .
RUN pip install --requirement requirements.txt
COPY . .

USER atlas
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["python", "-m", "streamlit", "run", "app.py", "--server.address=0.0.0.0", "--server.port=8501"]
