"""Python counterparts of the PowerShell functions, one file per idea. Every file here is found and registered."""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
