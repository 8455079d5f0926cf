"""The picture as a Mermaid flowchart."""
