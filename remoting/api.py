"""The API's routers of remoting, gathered."""

from remoting.farms.api import router as farms
from remoting.jobs.api import router as jobs

ROUTERS = (jobs, farms)

__all__ = ["ROUTERS"]
