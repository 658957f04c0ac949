"""Find files, and read their bytes and texts, the sizes of images, and the files that are part of digest itself."""
