"""A council that takes back powers, finds conditions breached, and corrects what it had."""

from __future__ import annotations

AFTERWARDS = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- project: {ref: lights, name: Street lights}
- project: {ref: roads, name: Road repairs}
- baseline: {project: lights, profile: {2018/19: 100, 2019/20: 200}, decided_on: 2018-06-01,
   authority: {body: ics, decided_on: 2018-06-01}}
- baseline: {project: roads, profile: {2018/19: 50, 2019/20: 70}, decided_on: 2018-06-01,
   authority: {body: ics, decided_on: 2018-06-01}}
- correction: {project: lights, decided_on: 2018-06-02, corrects: baseline,
   change: {2018/19: 1}, reason: Misread, authority: {officer: Head of finance}}
- meeting: {ref: sep, body: ics, held_on: 2018-09-04}
- meeting: {ref: nov, body: ics, held_on: 2018-11-05}
- meeting: {ref: jan, body: ics, held_on: 2019-01-07}
- meeting: {ref: mar, body: ics, held_on: 2019-03-04}
- meeting: {ref: may, body: ics, held_on: 2019-05-04}
- resolution:
    ref: r/1
    meeting: sep
    title: Power and report
    clauses:
      - {effect: delegates, text: Small moves., delegate: Head of finance, limit: 100000}
      - {effect: requests-report, text: How it goes., at: nov, owner: Head of finance}
- change-request:
    ref: CR
    title: Roads slower
    kind: re-profile
    to: ics
    raised_on: 2018-10-01
    projects:
      - project: roads
        expected: {2018/19: 50, 2019/20: 70}
        revised: {2018/19: 40, 2019/20: 80}
- resolution:
    ref: r/2
    meeting: nov
    title: Roads, and the power
    considers: [CR, ics/r/1/2]
    clauses:
      - {effect: approves, text: Roads slower.}
      - {effect: agrees, text: The power is taken back.}
      - {effect: requests-report, text: On roads., at: jan}
      - {effect: requests-report, text: On lights., in_months: 3}
- decision: {change_request: CR, outcome: approved, conditions: [{text: Tell people}, {text: Ask}],
   authority: {body: ics, meeting: nov, resolution: r/2, decided_on: 2018-11-05}}
- delegation-end: {delegation: ics/r/1/1, ended_on: 2018-11-05, reason: Taken back,
   authority: {body: ics, meeting: nov, resolution: r/2, decided_on: 2018-11-05}}
- resolution: {ref: r/3, meeting: jan, title: Not told,
   clauses: [{effect: agrees, text: It is breached.}]}
- condition-discharge: {condition: CR/2, discharged_on: 2019-01-07, evidence: The minutes,
   authority: {body: ics, meeting: jan, resolution: r/3, decided_on: 2019-01-07}}
- condition-breach: {condition: CR/1, breached_on: 2019-01-07, reason: Nobody told,
   authority: {body: ics, meeting: jan, resolution: r/3, decided_on: 2019-01-07}}
- resolution: {ref: r/5, meeting: may, title: The end of roads,
   clauses: [{effect: agrees, text: They are closed.}]}
- membership: {body: ics, person: A Person, role: chair, starts_on: 2019-05-04,
   authority: {body: ics, meeting: may, resolution: r/5, decided_on: 2019-05-04}}
- correction: {project: roads, decided_on: 2019-05-29, corrects: baseline,
   change: {2020/21: 1}, reason: Misread, authority: {note: As the budget has it}}
- project-closure: {project: roads, decided_on: 2019-05-30, reason: Done,
   authority: {body: ics, meeting: may, resolution: r/5, decided_on: 2019-05-04}}
"""
