"""Rich text: what people write with headings, lists and links, stored clean and shown clean.

Owns the list of HTML that is allowed, the model and form fields, the editor in the browser and the filters
for templates. Knows nothing of what is written.
"""
