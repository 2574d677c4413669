"""What waits for somebody, from all rooms in one list: each line one job, with its day and the page where it is done.

A room says what waits in a query of its own; here on the roof each becomes lines (docs/adr/0154), in the module of its
floor. A line stands only in the list of who has to do it. A source is asked only for who has a role to which something of
it can wait, so that a page costs a fixed number of queries for each role.
"""
