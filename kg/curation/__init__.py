"""How the reference tables of the package are made: `python -m kg.curation`; nothing else imports this."""
