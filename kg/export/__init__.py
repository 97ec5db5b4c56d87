"""The published graph taken elsewhere: single formats to files or a stream, and to another store over HTTP."""

from kg.export.formats import FORMATS, export_file, export_files
from kg.export.upload import Login, Target, login_from, upload

__all__ = ["FORMATS", "Login", "Target", "export_file", "export_files", "login_from", "upload"]
