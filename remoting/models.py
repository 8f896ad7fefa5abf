"""Django looks for models here; each lives in the folder of its idea."""

import remoting.farms.models
import remoting.jobs.models
import remoting.schedules.models
import remoting.servers.models
import remoting.simulated.acts
import remoting.simulated.models  # noqa: F401  Django finds its models here.
