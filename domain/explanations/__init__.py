"""Why findings of the audit stand: what somebody who looked into them recorded."""
