"""Django looks for the administration here; each part lives in the folder of its idea."""

import remoting.schedules.admin  # noqa: F401
