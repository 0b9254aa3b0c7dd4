"""The register of intermediaries, initiatives and digital tools: who connects residents, bodies and technology."""
