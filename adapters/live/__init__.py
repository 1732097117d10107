"""karmyq at the other end of a connection: HTTP for what people do, PostgreSQL for who they are."""
