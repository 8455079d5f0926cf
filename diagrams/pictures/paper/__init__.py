"""From a finished SVG to paper and pixels: PDF and PNG."""
