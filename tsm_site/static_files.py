"""Static files under hashed names, the imports of our modules among them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise carries no types
    """WhiteNoise's, and a module's `import … from "./dialog.js"` leads to the hashed file too."""

    support_js_module_import_aggregation = True
