"""Files in: settings, content and templates become values, with every mistake's file, line and column."""
