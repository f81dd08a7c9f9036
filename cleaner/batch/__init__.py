"""Many documents: items -> batches -> workers -> shards, whatever happens in between."""
