"""Raw tables in the shapes that loaders leave: one module per source, read by models/staging/<source>."""
