"""Life cycles as data: states and transitions as a table, and the one function that sets a state.

The same table feeds the buttons on a page, the API's errors, the diagrams in docs/ and the role × state
tests. Knows the audit room; which life cycles exist it learns from the models that have a StateField.
"""
