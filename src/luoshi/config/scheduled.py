"""The site with the scheduler in its process, as `luoshi serve` starts it on one machine.

Begun here, in the process that answers requests: granian forks it off, and a thread begun before would not be in it.
"""

from luoshi.config.wsgi import application
from luoshi.supervision.scheduler import Scheduler

Scheduler().start()

__all__ = ["application"]
