"""The account service: registering (rules, section 4)."""

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel
from adapters.dryrun.records import UserRecord
from adapters.errors import Refused

PASSWORD_MIN_LENGTH = 8


class Accounts:
    """`/auth`: who exists."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store

    def register(self, email: str, name: str, password: str) -> UserRecord:
        """Create an account. The e-mail is neither validated nor normalised."""
        if not (email and name and password):
            raise Refused(400, message="email, name and password are needed")
        if len(password) < PASSWORD_MIN_LENGTH:
            raise Refused(400, message=f"the password needs {PASSWORD_MIN_LENGTH} characters")
        if email in self._store.users_by_email:
            raise Refused(409, message="the e-mail is taken", details={"email": email})
        for text, width in ((email, columns.EMAIL), (name, columns.NAME)):
            columns.require_fit(text, width)
        user = UserRecord(self._kernel.new_id(), email, name, self._kernel.clock())
        self._store.add_user(user)
        return user

    def caller(self, user_id: str) -> UserRecord:
        """The person behind a valid token."""
        user = self._store.users.get(user_id)
        if user is None:
            raise Refused(401, message="unknown user")
        return user
