"""Structures to draw: three of real councils, and some that are hard on a drawing."""

from __future__ import annotations

from datetime import date

from projections.structure import BodyAt, LineAt, Structure

_MEMBERS, _OFFICERS, _PROGRAMME = "Members", "Officers", "Programme"

_NOTTINGHAMSHIRE = (
    BodyAt("policy", "Policy Committee", "committee", _MEMBERS),
    BodyAt(
        "ics",
        "Improvement and Change Sub-Committee",
        "sub-committee",
        _MEMBERS,
        purpose="Watches over the delivery of savings, programmes and projects.",
    ),
    BodyAt("asch", "Adult Social Care and Public Health Committee", "committee", _MEMBERS),
    BodyAt("children", "Children and Young People's Committee", "committee", _MEMBERS),
    BodyAt("communities", "Communities and Place Committee", "committee", _MEMBERS),
    BodyAt("finance", "Finance and Major Contracts Management Committee", "committee", _MEMBERS),
    BodyAt("clt", "Corporate Leadership Team", "leadership-team", _OFFICERS),
    BodyAt("place-department", "Place Department", "department", _OFFICERS, "Place"),
    BodyAt("swp-board", "Smarter Working Programme Board", "programme-board", _PROGRAMME),
    BodyAt("swp-steering", "Deployment Steering Group", "steering-group", _PROGRAMME),
    BodyAt("swp-delivery", "Operational Delivery Group", "working-group", _PROGRAMME),
    BodyAt("cloud-working-group", "Cloud Working Group", "working-group", _PROGRAMME),
)

NOTTINGHAMSHIRE_BEFORE = Structure(
    bodies=(
        *_NOTTINGHAMSHIRE,
        BodyAt(
            "cloud-governance-board",
            "Cloud Services Governance Board",
            "programme-board",
            _PROGRAMME,
        ),
    ),
    lines=(
        LineAt("ics", "policy", "reports-to"),
        LineAt("swp-board", "ics", "reports-to", "meets monthly"),
        LineAt("swp-board", "swp-steering", "supported-by"),
        LineAt("swp-board", "swp-delivery", "supported-by", "meets twice weekly"),
    ),
    as_at=date(2018, 11, 4),
    organisation="Nottinghamshire County Council",
)

_FROM = date(2018, 11, 5)

NOTTINGHAMSHIRE_AFTER = Structure(
    bodies=(
        *_NOTTINGHAMSHIRE,
        BodyAt("swp-sponsor", "Smarter Working Programme Sponsor", "officer-post", _OFFICERS),
        BodyAt("swp-manager", "Smarter Working Programme Manager", "officer-post", _OFFICERS),
        BodyAt(
            "office-rationalisation-board",
            "Office Rationalisation Programme Board",
            "programme-board",
            _PROGRAMME,
            "Place",
        ),
        BodyAt(
            "asset-management-group",
            "Asset Management Group",
            "working-group",
            _PROGRAMME,
            "Place",
        ),
        BodyAt("cloud-delivery-board", "Cloud Delivery Board", "programme-board", _PROGRAMME),
        BodyAt("ict-programme-board", "ICT Programme Board", "programme-board", _PROGRAMME),
    ),
    lines=(
        LineAt("ics", "policy", "reports-to"),
        LineAt("swp-board", "ics", "reports-to", "meets monthly"),
        LineAt("swp-board", "swp-steering", "supported-by", "meets monthly", _FROM),
        LineAt("swp-board", "swp-delivery", "supported-by", "meets twice weekly"),
        LineAt("swp-sponsor", "ics", "updates", "in addition, to the chair", _FROM),
        LineAt("swp-manager", "ics", "updates", "in addition, to the chair", _FROM),
        LineAt(
            "place-department",
            "office-rationalisation-board",
            "supported-by",
            "meets monthly",
            _FROM,
        ),
        LineAt(
            "place-department", "asset-management-group", "supported-by", "meets monthly", _FROM
        ),
        LineAt("cloud-delivery-board", "clt", "reports-to", None, _FROM),
        LineAt("cloud-delivery-board", "ics", "reports-to", None, _FROM),
        LineAt("cloud-delivery-board", "ict-programme-board", "supported-by", None, _FROM),
        LineAt("cloud-delivery-board", "cloud-working-group", "supported-by", None, _FROM),
    ),
    as_at=_FROM,
    organisation="Nottinghamshire County Council",
)

NORFOLK = Structure(
    bodies=(
        BodyAt("policy-and-resources", "Policy and Resources Committee", "committee", _MEMBERS),
        BodyAt(
            "digital",
            "Digital Innovation and Efficiency Committee",
            "committee",
            _MEMBERS,
        ),
        BodyAt("clt", "County Leadership Team", "leadership-team", _OFFICERS),
        BodyAt("jlag", "Joint Leadership Advisory Group", "steering-group", _PROGRAMME),
        BodyAt(
            "scsr-board",
            "Social Care System Re-procurement Programme Board",
            "programme-board",
            _PROGRAMME,
            purpose="Decides Go or No Go at each of five gates.",
        ),
        BodyAt("scsr-project", "Liquidlogic Project Team", "working-group", _PROGRAMME),
    ),
    lines=(
        LineAt("scsr-board", "clt", "updates", "regularly"),
        LineAt("scsr-board", "digital", "updates", "at every meeting"),
        LineAt("jlag", "scsr-board", "advises", "monthly"),
        LineAt("scsr-project", "scsr-board", "reports-to", "monthly"),
    ),
    as_at=date(2017, 11, 8),
    organisation="Norfolk County Council",
)


def large(count: int) -> Structure:
    """Return `count` bodies in a tree five wide, two lines in three of them to a superior."""
    kinds = ("committee", "sub-committee", "programme-board", "project-board", "working-group")
    bodies = tuple(
        BodyAt(
            f"b{n:03}",
            f"Body number {n} of the Combined Authority for Everything",
            kinds[min(4, n.bit_length() // 2)],
            f"Level {n.bit_length() // 2}",
        )
        for n in range(count)
    )
    lines = tuple(
        LineAt(f"b{n:03}", f"b{(n - 1) // 5:03}", "reports-to", "every month")
        for n in range(1, count)
        if n % 3
    )
    return Structure(bodies, lines, date(2026, 1, 1), organisation="Big")
