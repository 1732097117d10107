"""What a question is asked about, bound when it is asked.

The question about a standing has some three hundred parts. To build it anew for every turn would
take longer than everything else a turn does.
"""

from datetime import datetime

from sqlalchemy import BindParameter, bindparam

type Someone = BindParameter[str]
type Moment = BindParameter[datetime]

SOMEONE: Someone = bindparam("someone")
"""The id of a person."""
MOMENT: Moment = bindparam("moment")
"""The platform's time."""
