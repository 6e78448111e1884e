"""What an API key may be allowed to do: each scope is a few actions of the permission table."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Action


class Scope(StrEnum):
    COMPLAINTS_READ = "complaints:read"
    COMPLAINTS_WRITE = "complaints:write"
    QUESTIONS_READ = "questions:read"
    QUESTIONS_ANSWER = "questions:answer"
    RIGHTS_READ = "rights:read"
    RIGHTS_WRITE = "rights:write"
    COUNTER_NOTICES_READ = "counter_notices:read"
    COUNTER_NOTICES_ANSWER = "counter_notices:answer"
    STANDING_READ = "standing:read"
    WEBHOOKS_READ = "webhooks:read"
    WEBHOOKS_WRITE = "webhooks:write"


ACTIONS: Mapping[Scope, frozenset[Action]] = {
    Scope.COMPLAINTS_READ: frozenset({Action.SEE_COMPLAINTS}),
    Scope.COMPLAINTS_WRITE: frozenset(
        {Action.FILE_COMPLAINT, Action.WITHDRAW_ITEM, Action.ANSWER_QUESTION, Action.APPEAL}
    ),
    Scope.QUESTIONS_READ: frozenset({Action.SEE_AUTHENTICATION}),
    Scope.QUESTIONS_ANSWER: frozenset({Action.ANSWER_AUTHENTICATION}),
    Scope.RIGHTS_READ: frozenset({Action.SEE_RIGHTS}),
    Scope.RIGHTS_WRITE: frozenset({Action.EDIT_RIGHTS}),
    Scope.COUNTER_NOTICES_READ: frozenset({Action.SEE_COUNTER_NOTICES}),
    Scope.COUNTER_NOTICES_ANSWER: frozenset({Action.ANSWER_COUNTER_NOTICE}),
    Scope.STANDING_READ: frozenset({Action.SEE_STANDING}),
    Scope.WEBHOOKS_READ: frozenset({Action.SEE_WEBHOOKS}),
    Scope.WEBHOOKS_WRITE: frozenset({Action.EDIT_WEBHOOKS}),
}

LABELS: Mapping[Scope, Promise] = {
    Scope.COMPLAINTS_READ: _("Read complaints and listings"),
    Scope.COMPLAINTS_WRITE: _("File, answer and withdraw complaints, and appeal; upload evidence"),
    Scope.QUESTIONS_READ: _("Read the marketplace's authentication requests"),
    Scope.QUESTIONS_ANSWER: _("Answer authentication requests: “counterfeit” takes a listing off sale"),
    Scope.RIGHTS_READ: _("Read rights"),
    Scope.RIGHTS_WRITE: _("Add rights"),
    Scope.COUNTER_NOTICES_READ: _(
        "Read counter-notices of sellers, with the personal data that the law passes on"
    ),
    Scope.COUNTER_NOTICES_ANSWER: _("Answer counter-notices: agreeing ends the brand's claim on a listing"),
    Scope.STANDING_READ: _("Read the brand's standing"),
    Scope.WEBHOOKS_READ: _("Read webhook endpoints and what was sent to them"),
    Scope.WEBHOOKS_WRITE: _("Make, change and remove webhook endpoints; send events again"),
}

# What lasts beyond the sandbox: a test key must not do it.
ONLY_LIVE = frozenset({Scope.RIGHTS_WRITE})
# What lasts beyond a mandate: an agency's key must not do it.
ONLY_OWN = frozenset({Scope.WEBHOOKS_READ, Scope.WEBHOOKS_WRITE})


def actions_of(scopes: Iterable[str]) -> frozenset[Action]:
    """Words that are no scope (any more) allow nothing."""
    return frozenset(action for scope in scopes if scope in set(Scope) for action in ACTIONS[Scope(scope)])


def scope_for(action: Action) -> Scope | None:
    """The scope that a key lacks which may not do it; None: no key may."""
    return next((scope for scope, actions in ACTIONS.items() if action in actions), None)
