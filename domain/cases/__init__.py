"""Cases: subjects that travel along a route, and where each of them stands."""
