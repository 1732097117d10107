"""karmyq to try things on: the dry-run platform over HTTP, with karmyq's tables in PostgreSQL."""
