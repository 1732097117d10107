"""karmyq as it is published: the OpenAPI files, and the tables that live mode reads."""
