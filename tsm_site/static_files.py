"""Static files under hashed names, the imports of our modules among them."""

from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Extensions that come with django-htmx and that no page of ours loads; one imports a neighbour that is not there.
NOT_LOADED = "django_htmx/ext/"


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise carries no types
    """WhiteNoise's, and a module's `import … from "./dialog.js"` leads to the hashed file too."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        loaded = {name: found for name, found in paths.items() if not name.startswith(NOT_LOADED)}
        yield from super().post_process(loaded, *args, **options)
