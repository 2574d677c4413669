"""What an application must meet, when things are due and where its euros go. Pure: no tables, no pages."""
