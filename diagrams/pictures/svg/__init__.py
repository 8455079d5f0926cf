"""The picture as SVG: shapes, lines, markers, key and words in the colours of a theme."""
