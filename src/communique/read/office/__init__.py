"""Word and OpenDocument texts: packages of XML, read to layouts in the sandbox."""
