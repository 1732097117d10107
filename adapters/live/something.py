"""What an EXISTS asks for.

PostgreSQL reads the usual `SELECT *` as a question for every column, and a role that may read only
some of them is refused.
"""

from sqlalchemy import ColumnClause, literal_column

SOMETHING: ColumnClause[int] = literal_column("1")
