"""One module a page; each has a `router`. A page asks the store, shapes what it gets, and fills a template."""
