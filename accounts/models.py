"""People who sign in. Whose brand they act for is known above."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from accounts.roles import STAFF_ROLES, Role
from core.ids import new_id


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person. `staff_role` is set for the marketplace's own people only; they belong to no brand."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    staff_role = models.CharField(
        max_length=30,
        blank=True,
        default="",
        choices=[(str(role), role.label) for role in sorted(STAFF_ROLES)],
    )
    sees_all_brands = models.BooleanField(
        default=True, help_text="An account manager without this sees only the brands assigned to them."
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                name="user_staff_role_known",
                condition=Q(staff_role__in=["", *map(str, sorted(STAFF_ROLES))]),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def role(self) -> Role | None:
        return Role(self.staff_role) if self.staff_role else None
