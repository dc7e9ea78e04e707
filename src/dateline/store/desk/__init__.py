"""What the desk asks of the record: one module a page. Every value is bound, none becomes part of a query."""
