"""The questions that the pages of the desk ask of a record; one module a page. Every value is bound to its query."""
