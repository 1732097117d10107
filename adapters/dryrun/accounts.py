"""The account service: registering, logging in, profiles (rules, section 4)."""

from hashlib import sha256

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel, as_id
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
        user = UserRecord(
            self._kernel.new_id(), email, name, self._kernel.clock(), _digest(email, password)
        )
        self._store.add_user(user)
        return user

    def login(self, email: str, password: str) -> UserRecord:
        """Sign in; an unknown e-mail and a wrong password are not told apart."""
        if not (email and password):
            raise Refused(400, message="email and password are needed")
        user = self._store.users_by_email.get(email)
        if user is None or user.password_digest != _digest(email, password):
            raise Refused(401, message="e-mail or password is wrong")
        return user

    def caller(self, user_id: str) -> UserRecord:
        """The person behind a valid token."""
        user = self._store.users.get(user_id)
        if user is None:
            raise Refused(401, message="unknown user")
        return user

    def profile(self, user_id: str) -> UserRecord:
        """Anybody's profile, for anybody."""
        user = self._store.users.get(as_id(user_id))
        if user is None:
            raise self._kernel.missing("user", user_id)
        return user


def _digest(email: str, password: str) -> bytes:
    """What is kept of a password; quick, since nobody attacks an emulator."""
    return sha256(f"{email}\0{password}".encode()).digest()
