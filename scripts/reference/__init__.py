"""Parts of the build of the reference data."""
