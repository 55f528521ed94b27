"""Where nodes are drawn, and the drawing."""
