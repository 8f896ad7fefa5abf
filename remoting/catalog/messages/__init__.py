"""The catalog's texts for translators; only `makemessages` reads them."""
