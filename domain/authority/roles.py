"""The roles in which people act on the business of bodies."""

from __future__ import annotations

from domain.values.terms import Term


class OfficeRole(Term):
    """In which capacity somebody acts; chairs and members also hold theirs by their seat."""

    CLERK = "clerk"
    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    SPONSOR = "sponsor"
    PROGRAMME_OFFICE = "programme-office"
    FINANCE = "finance"
    MONITORING_OFFICER = "monitoring-officer"
    AUDITOR = "auditor"
