"""Brokerage events: every meeting of a given list is held, nobody waits more often than need be, and it is proven.

The problem is the business-to-business meeting scheduling problem of Bofill et al., "Constraint Solving Approaches to
the Business-to-Business Meeting Scheduling Problem", Journal of Artificial Intelligence Research 74 (2022) 263-301.
The method is explained in docs/explanation/brokerage.md.
"""
