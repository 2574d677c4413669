"""Operations: what keeps a public portal up, quick and honest about itself.

Owns health and metrics, the log without personal data, the cache of public pages, the limits on public
forms, the headers that every answer has, the statements on accessibility, privacy and cookies, and the
documents that are made from the code. Knows jobs, mail and audit; no room needs to know how it works.
"""
