"""From content to planned pages, purely: what is visible, which URL shows it, and everything that each page shows."""
