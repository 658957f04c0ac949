"""Read files into values: settings, content and theme. Each mistake is reported with its file, line and column."""
