"""One file a source: file name, key, archive folder and fixture folder are the same word."""
