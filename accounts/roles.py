"""Who may do what: one table. Which rows they may do it to is `visible_to`; in which state, the state tables."""

from collections.abc import Mapping
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from core.tenancy import Actor


class Role(StrEnum):
    OWNER = "owner"
    FILER = "filer"
    VIEWER = "viewer"
    AGENCY = "agency"
    KEY = "api_key"
    MANAGER = "account_manager"
    INQUIRY = "inquiry_agent"
    ADMIN = "programme_admin"
    AUDITOR = "auditor"
    SELLER = "seller"
    PUBLIC = "public"
    SYSTEM = "system"
    FEED = "feed"

    @property
    def label(self) -> Promise:
        return _LABELS[self]


_LABELS: Mapping[Role, Promise] = {
    Role.OWNER: pgettext_lazy("role", "owner"),
    Role.FILER: pgettext_lazy("role", "filer"),
    Role.VIEWER: pgettext_lazy("role", "viewer"),
    Role.AGENCY: pgettext_lazy("role", "agency"),
    Role.KEY: pgettext_lazy("role", "api key"),
    Role.MANAGER: pgettext_lazy("role", "account manager"),
    Role.INQUIRY: pgettext_lazy("role", "inquiry agent"),
    Role.ADMIN: pgettext_lazy("role", "programme admin"),
    Role.AUDITOR: pgettext_lazy("role", "auditor"),
    Role.SELLER: pgettext_lazy("role", "seller"),
    Role.PUBLIC: pgettext_lazy("role", "public"),
    Role.SYSTEM: pgettext_lazy("role", "system"),
    Role.FEED: pgettext_lazy("role", "feed"),
}


# A key acts for its brand within its scopes (accounts/scopes.py).
BRAND_ROLES = frozenset({Role.OWNER, Role.FILER, Role.VIEWER, Role.AGENCY, Role.KEY})
STAFF_ROLES = frozenset({Role.MANAGER, Role.INQUIRY, Role.ADMIN, Role.AUDITOR})


class Action(StrEnum):
    SEE_COMPLAINTS = "see complaints"
    FILE_COMPLAINT = "file a complaint"
    WITHDRAW_ITEM = "withdraw an item"
    ANSWER_QUESTION = "answer a question about an item"
    APPEAL = "appeal against a decision about an item"
    SEE_AUTHENTICATION = "see the marketplace's authentication requests"
    ANSWER_AUTHENTICATION = "answer an authentication request"
    SEE_ASKED = "see what brands are asked and how they answer"
    RAISE_AUTHENTICATION = "ask a brand whether a listing is genuine"
    SIGN_FOR_ANSWERS = "make the declaration that stands for all answers"
    KEEP_PREFERENCES = "keep views of lists and preferences of one's own"
    OPERATE = "appoint the marketplace's own people, add marketplaces"
    SEE_RIGHTS = "see rights"
    EDIT_RIGHTS = "register and change rights"
    VERIFY_RIGHT = "verify a right or a brand"
    SEE_ALLOW_LIST = "see the brand's list of authorised sellers"
    EDIT_ALLOW_LIST = "change the list of authorised sellers"
    SEE_STANDING = "see one's own brand's standing"
    JOIN_PROGRAMME = "apply for, appeal in and leave the Good Faith programme"
    EDIT_KEYS = "make, renew and revoke the brand's API keys"
    SEE_WEBHOOKS = "see the brand's webhooks"
    EDIT_WEBHOOKS = "make, change and remove the brand's webhooks"
    SEE_TEAM = "see who can act for the brand"
    EDIT_TEAM = "invite, change and remove people of the brand"
    SEE_QUEUE = "see the review queue"
    REVIEW = "claim and decide items"
    SEE_ASSESSMENT = "see score and contributions"
    SEE_SCORE = "see how good the score is, and what it was trained on"
    EDIT_SCORE = "let a trained score look on, promote it, retire it"
    TRAIN_SCORE = "train a score"
    SEE_PROGRAMME = "see grants of the Good Faith programme"
    GRANT_STATUS = "grant, confirm and suspend Good Faith status"
    SEE_LIVE = "see automatic removal live"
    STOP_AUTOMATION = "stop automatic removal, and let it go on"
    RESUME_AUTOMATION = "release a brake that a rule has pulled"
    RAISE_CAP = "raise a brand's hourly cap"
    REINSTATE = "bring back many automatic removals at once"
    SEE_POLICY = "see versions, drafts and previews of the policy"
    EDIT_POLICY = "draft, propose and confirm versions of the policy"
    SEE_DELIVERY = "see removals and their delivery"
    RETRY_DELIVERY = "retry and park dead letters"
    SETTLE_CONFLICT = "settle a restoration that stopped"
    SET_PACE = "set how fast a marketplace is asked"
    SEE_SELLERS = "see sellers and their strikes"
    RECORD_SELLER_ACTION = "record what is done about a seller"
    CLAIM_LICENCE = "say that a brand has authorised one"
    ASK_FOR_NEW_LOOK = "ask for a look at a corrected listing"
    SEE_LICENCE_CLAIMS = "see what sellers say of their permission to sell"
    ANSWER_LICENCE_CLAIM = "say whether a seller is authorised"
    SEE_MISUSE = "see who files or answers wrongly, and what was done"
    ACT_ON_MISUSE = "warn and suspend for misuse, and decide appeals"
    PUT_DOWN_ABOUT_SELLER = "put down what a seller wrote, or swore falsely"
    SEE_OWN_MISUSE = "see one's own brand's warnings and suspensions"
    APPEAL_MISUSE = "appeal against a warning or a suspension"
    PROVE_ADDRESS = "ask for a one-time code, and type it"
    ANSWER_NOTICE = "draft, file and withdraw a counter-notice"
    SEE_COUNTER_NOTICES = "see counter-notices against the brand's complaints"
    ANSWER_COUNTER_NOTICE = "answer a counter-notice, for the brand"
    DECIDE_COUNTER_NOTICE = "decide about a counter-notice"
    REVOKE_LINK = "revoke the link to a seller's notice"
    APPEAL_BY_LINK = "appeal as a seller, by a notice's link and a code"
    SEE_APPEALS = "see appeals of both sides"
    DECIDE_APPEAL = "claim and decide appeals"
    FEED_LISTINGS = "send a marketplace's listings"
    SEE_CATEGORIES = "see to which Nice classes categories belong"
    EDIT_CATEGORIES = "say to which Nice classes categories belong"
    SEE_FEED_KEYS = "see marketplaces' feed keys and feeds"
    EDIT_FEED_KEYS = "make and revoke marketplaces' feed keys"


_STAFF = STAFF_ROLES
ALLOWED: dict[Action, frozenset[Role]] = {
    Action.SEE_COMPLAINTS: BRAND_ROLES | _STAFF,
    Action.FILE_COMPLAINT: frozenset({Role.OWNER, Role.FILER, Role.AGENCY, Role.KEY}),
    Action.WITHDRAW_ITEM: frozenset({Role.OWNER, Role.FILER, Role.AGENCY, Role.KEY}),
    Action.ANSWER_QUESTION: frozenset({Role.OWNER, Role.FILER, Role.AGENCY, Role.KEY}),
    Action.APPEAL: frozenset({Role.OWNER, Role.FILER, Role.AGENCY, Role.KEY}),
    Action.SEE_AUTHENTICATION: BRAND_ROLES,
    Action.ANSWER_AUTHENTICATION: frozenset({Role.OWNER, Role.FILER, Role.AGENCY, Role.KEY}),
    Action.SEE_ASKED: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    # A detector asks as the system.
    Action.RAISE_AUTHENTICATION: frozenset({Role.MANAGER, Role.ADMIN, Role.SYSTEM}),
    # It binds the brand for whatever its people answer from then on.
    Action.SIGN_FOR_ANSWERS: frozenset({Role.OWNER}),
    Action.KEEP_PREFERENCES: BRAND_ROLES - {Role.KEY} | _STAFF,
    # By the command line of whoever runs the portal.
    Action.OPERATE: frozenset({Role.SYSTEM}),
    Action.SEE_RIGHTS: BRAND_ROLES | _STAFF,
    Action.EDIT_RIGHTS: frozenset({Role.OWNER, Role.KEY}),
    Action.VERIFY_RIGHT: frozenset({Role.MANAGER, Role.ADMIN}),
    # Staff see these two beside the item and in the programme, for one brand at a time.
    Action.SEE_ALLOW_LIST: BRAND_ROLES,
    Action.EDIT_ALLOW_LIST: frozenset({Role.OWNER}),
    Action.SEE_STANDING: BRAND_ROLES,
    Action.JOIN_PROGRAMME: frozenset({Role.OWNER}),
    Action.EDIT_KEYS: frozenset({Role.OWNER, Role.AGENCY}),
    # The brand's own people: an endpoint outlasts an agency's mandate.
    Action.SEE_WEBHOOKS: frozenset({Role.OWNER, Role.KEY}),
    Action.EDIT_WEBHOOKS: frozenset({Role.OWNER, Role.KEY}),
    # The brand's own people; an agency's mandate does not open the list of its competitors' mandates.
    Action.SEE_TEAM: frozenset({Role.OWNER, Role.FILER, Role.VIEWER}),
    Action.EDIT_TEAM: frozenset({Role.OWNER}),
    Action.SEE_QUEUE: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    Action.REVIEW: frozenset({Role.MANAGER}),
    Action.SEE_ASSESSMENT: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    # Whoever decides items has the contributions beside each; what they add up to is not theirs to tune.
    Action.SEE_SCORE: frozenset({Role.ADMIN, Role.AUDITOR}),
    Action.EDIT_SCORE: frozenset({Role.ADMIN}),
    # By command: it takes a machine's time, and what comes of it is only a candidate.
    Action.TRAIN_SCORE: frozenset({Role.SYSTEM}),
    Action.SEE_PROGRAMME: frozenset({Role.ADMIN, Role.AUDITOR}),
    Action.GRANT_STATUS: frozenset({Role.ADMIN}),
    Action.SEE_LIVE: frozenset({Role.ADMIN, Role.MANAGER, Role.AUDITOR}),
    Action.STOP_AUTOMATION: frozenset({Role.ADMIN, Role.MANAGER}),
    Action.RESUME_AUTOMATION: frozenset({Role.ADMIN}),
    Action.RAISE_CAP: frozenset({Role.ADMIN}),
    Action.REINSTATE: frozenset({Role.ADMIN}),
    Action.SEE_POLICY: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    Action.EDIT_POLICY: frozenset({Role.ADMIN}),
    Action.SEE_DELIVERY: frozenset({Role.ADMIN, Role.MANAGER, Role.AUDITOR}),
    Action.RETRY_DELIVERY: frozenset({Role.ADMIN}),
    Action.SETTLE_CONFLICT: frozenset({Role.MANAGER, Role.ADMIN}),
    Action.SET_PACE: frozenset({Role.ADMIN}),
    Action.SEE_SELLERS: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    Action.RECORD_SELLER_ACTION: frozenset({Role.MANAGER, Role.ADMIN}),
    Action.CLAIM_LICENCE: frozenset({Role.SELLER}),
    Action.ASK_FOR_NEW_LOOK: frozenset({Role.SELLER}),
    Action.SEE_LICENCE_CLAIMS: frozenset({Role.OWNER, Role.FILER, Role.VIEWER, Role.AGENCY}) | _STAFF,
    # Yes puts the seller on the brand's list.
    Action.ANSWER_LICENCE_CLAIM: frozenset({Role.OWNER}),
    Action.SEE_MISUSE: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    # To take a right away is as grave as to grant it.
    Action.ACT_ON_MISUSE: frozenset({Role.ADMIN}),
    Action.PUT_DOWN_ABOUT_SELLER: frozenset({Role.MANAGER, Role.ADMIN}),
    # A program reads why it is refused from the refusal itself.
    Action.SEE_OWN_MISUSE: BRAND_ROLES - {Role.KEY},
    # An agency about itself: it is the one that is judged.
    Action.APPEAL_MISUSE: frozenset({Role.OWNER, Role.AGENCY}),
    # Whoever holds a link may only prove who they are; what a seller may do besides needs that proof.
    Action.PROVE_ADDRESS: frozenset({Role.SELLER}),
    Action.ANSWER_NOTICE: frozenset({Role.SELLER}),
    # Staff see them beside everything else, among what waits for a person.
    Action.SEE_COUNTER_NOTICES: BRAND_ROLES,
    Action.ANSWER_COUNTER_NOTICE: frozenset({Role.OWNER, Role.FILER, Role.AGENCY, Role.KEY}),
    Action.DECIDE_COUNTER_NOTICE: frozenset({Role.MANAGER}),
    Action.REVOKE_LINK: frozenset({Role.MANAGER, Role.ADMIN}),
    Action.APPEAL_BY_LINK: frozenset({Role.SELLER}),
    Action.SEE_APPEALS: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    # Admins, too: a brand may have no more than the one manager who decided first.
    Action.DECIDE_APPEAL: frozenset({Role.MANAGER, Role.ADMIN}),
    # A marketplace's program, and nobody else, says what is on sale there.
    Action.FEED_LISTINGS: frozenset({Role.FEED}),
    Action.SEE_CATEGORIES: frozenset({Role.MANAGER, Role.ADMIN, Role.AUDITOR}),
    Action.EDIT_CATEGORIES: frozenset({Role.ADMIN}),
    Action.SEE_FEED_KEYS: frozenset({Role.ADMIN, Role.AUDITOR}),
    Action.EDIT_FEED_KEYS: frozenset({Role.ADMIN}),
}


def can(actor: Actor, action: Action) -> bool:
    within = actor.only_actions is None or action in actor.only_actions
    return within and actor.role in ALLOWED[action]


def require(actor: Actor, action: Action) -> None:
    """Raise PermissionDenied unless the actor's role may do it. First line of every service that acts."""
    if not can(actor, action):
        raise PermissionDenied(f"{actor.role} may not {action.value}")
