"""Before a large plan starts: problem and party analysis, type of regie, agreed roles, mandates, special approaches.

Owns analyses of compound questions, krachtenveld, who may decide what up to which amount, and programmes of several
years over one or more areas. May know projects and what lies below.
"""
