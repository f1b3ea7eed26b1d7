"""Looking into files that were brought in, without trusting their names."""
