"""Django looks for the administration here; each part lives in the folder of its idea."""

import remoting.jobs.admin
import remoting.schedules.admin
import remoting.servers.admin  # noqa: F401  Registers its rows.
