"""The parser of Mermaid itself, as its makers publish it; it reads the flowcharts we write."""
