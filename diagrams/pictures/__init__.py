"""From a sketch to bytes: one notation, three themes, and every format a picture is written in."""
