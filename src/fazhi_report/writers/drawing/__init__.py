"""Charts drawn by ourselves: a scene of strokes, marks and words, as SVG and as PNG."""
