"""What the markup of an HTML page says of it: metadata elements -> statements -> findings."""
