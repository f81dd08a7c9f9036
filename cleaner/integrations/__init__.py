"""Cleaner as a step of others' pipelines: thin, over the same callable as everything else."""
