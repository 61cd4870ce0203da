"""Who changed what outside the orders: master data, people, rules, the seal, sign-ins.

Orders keep a journal of their own.
"""
