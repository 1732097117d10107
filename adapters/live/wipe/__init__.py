"""Removing the simulator's accounts, and everything they own, from karmyq's database.

1. `known` says what every reference to a person or a thing means: the row goes with it, or forgets.
2. `catalogue` compares that with the database, and stops at a reference nobody knows.
3. `going` follows the references from the accounts to every row that goes, and counts.
4. `staying` says what becomes of what is kept: founders, admins, counters, open requests.
5. `wiping` does it, in one transaction.
"""
