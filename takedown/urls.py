"""Addresses of the programme, the removals and the seller's notice."""

from django.urls import include, path

from takedown.live import views as live
from takedown.programme import behind_views as behind
from takedown.programme import brand_views as mine
from takedown.programme import views as programme
from takedown.redress import views as redress
from takedown.redress.appeals import brand_views as own_appeals
from takedown.redress.appeals import seller_views as sellers_appeals
from takedown.redress.appeals import staff_views as appeals
from takedown.redress.codes import staff_views as links
from takedown.redress.codes import views as codes
from takedown.redress.counter import views as counter
from takedown.redress.fixes import link_page as fix_link
from takedown.redress.fixes import pages as fixes
from takedown.redress.licences import link_page as licence_link
from takedown.redress.licences import pages as licences
from takedown.removal import delivery_views as delivery
from takedown.removal import views as removal
from takedown.strikes import views as strikes

urlpatterns = [
    path("staff/items/<uuid:item_id>/", removal.item, name="staff-item"),
    path("staff/items/<uuid:item_id>/restoration/", removal.restoration, name="item-restoration"),
    path("live/", live.live, name="live"),
    path("live/stop/", live.stop, name="live-stop"),
    path("live/brakes/<uuid:brake_id>/release/", live.release, name="brake-release"),
    path("live/caps/", live.cap, name="cap-raises"),
    path("live/caps/<uuid:raise_id>/confirmation/", live.cap_confirmation, name="cap-raise-confirmation"),
    path("live/reinstatements/", live.reinstatement_new, name="reinstatements"),
    path("live/reinstatements/<uuid:run_id>/", live.reinstatement, name="reinstatement"),
    path("delivery/", delivery.delivery, name="delivery"),
    path("delivery/<uuid:removal_id>/", delivery.removal, name="removal"),
    path("delivery/<uuid:removal_id>/restoration/", delivery.restoration, name="removal-restoration"),
    path("delivery/<uuid:removal_id>/leaving/", delivery.leaving, name="removal-leaving"),
    path("delivery/letters/", delivery.letters, name="letters"),
    path("delivery/letters/<uuid:work_id>/retry/", delivery.retry, name="delivery-retry"),
    path("delivery/letters/<uuid:work_id>/parking/", delivery.parking, name="letter-parking"),
    path("delivery/letters/<uuid:work_id>/unparking/", delivery.unparking, name="letter-unparking"),
    path("delivery/marketplaces/<slug:slug>/", delivery.pace, name="marketplace-pace"),
    path("strikes/", strikes.ladder, name="strikes"),
    path("staff/sellers/", strikes.sellers, name="staff-sellers"),
    path("staff/sellers/<uuid:seller_id>/", strikes.seller, name="staff-seller"),
    path("staff/sellers/<uuid:seller_id>/actions/", strikes.action, name="seller-action"),
    path("", include("takedown.redress.replies.urls")),
    path("", include("takedown.redress.misuse.urls")),
    path("staff/appeals/", appeals.appeals, name="appeals"),
    path("staff/appeals/next/", appeals.take_next, name="appeals-next"),
    path("staff/appeals/<uuid:appeal_id>/", appeals.appeal, name="appeal"),
    path("staff/appeals/<uuid:appeal_id>/claim/", appeals.claim, name="appeal-claim"),
    path("staff/appeals/<uuid:appeal_id>/release/", appeals.release, name="appeal-release"),
    path("staff/appeals/<uuid:appeal_id>/answer/", appeals.answer, name="appeal-answer"),
    path("staff/appeals/<uuid:appeal_id>/files/<int:number>/", appeals.file, name="appeal-file"),
    path("items/<uuid:item_id>/appeal/", own_appeals.appeal, name="item-appeal"),
    path(
        "items/<uuid:item_id>/appeals/<uuid:appeal_id>/withdrawal/",
        own_appeals.withdrawal,
        name="item-appeal-withdrawal",
    ),
    path("staff/fixes/", fixes.fixes, name="fixes"),
    path("staff/fixes/<uuid:fix_id>/", fixes.fix, name="fix"),
    path("staff/fixes/<uuid:fix_id>/restoration/", fixes.restoration, name="fix-restoration"),
    path("staff/fixes/<uuid:fix_id>/answer/", fixes.answer, name="fix-answer"),
    path("licence-claims/", licences.claims, name="licence-claims"),
    path("licence-claims/<uuid:claim_id>/", licences.claim, name="licence-claim"),
    path("licence-claims/<uuid:claim_id>/confirmation/", licences.confirmation, name="licence-confirmation"),
    path("licence-claims/<uuid:claim_id>/denial/", licences.denial, name="licence-denial"),
    path("licence-claims/<uuid:claim_id>/decision/", licences.decision, name="licence-decision"),
    path("programme/", programme.programme, name="programme"),
    path("staff/brands/", programme.staff_brands, name="staff-brands"),
    path("programme/brands/<uuid:tenant_id>/", programme.brand, name="programme-brand"),
    path(
        "programme/brands/<uuid:tenant_id>/verification/",
        programme.brand_verification,
        name="brand-verification",
    ),
    path(
        "programme/rights/<uuid:right_id>/verification/",
        programme.right_verification,
        name="right-verification",
    ),
    path(
        "standing/<uuid:marketplace_id>/<slug:right_kind>/decisions/",
        behind.own_decisions,
        name="standing-decisions",
    ),
    path("programme/mine/", mine.mine, name="my-programme"),
    path(
        "programme/mine/<uuid:marketplace_id>/<slug:right_kind>/application/",
        mine.application,
        name="application-new",
    ),
    path(
        "programme/applications/<uuid:application_id>/withdrawal/",
        mine.withdrawal,
        name="application-withdrawal",
    ),
    path(
        "programme/applications/<uuid:application_id>/appeal/",
        mine.refusal_appeal,
        name="application-appeal",
    ),
    path(
        "programme/applications/<uuid:application_id>/refusal/",
        programme.refusal,
        name="application-refusal",
    ),
    path("programme/steps/<uuid:step_id>/appeal/", mine.step_appeal, name="step-appeal"),
    path("programme/appeals/<uuid:appeal_id>/decision/", programme.appeal_decision, name="appeal-decision"),
    path("programme/grants/<uuid:grant_id>/exit/", mine.leaving, name="programme-exit"),
    path(
        "programme/brands/<uuid:tenant_id>/<uuid:marketplace_id>/<slug:right_kind>/decisions/",
        behind.decisions,
        name="programme-decisions",
    ),
    path("programme/grants/", programme.grant, name="grants"),
    path("programme/grants/<uuid:grant_id>/confirmation/", programme.confirmation, name="grant-confirmation"),
    path("programme/grants/<uuid:grant_id>/suspension/", programme.suspension, name="grant-suspension"),
    path("policy/", include("takedown.programme.versions.urls")),
    path("staff/items/<uuid:item_id>/statement.json", redress.item_statement, name="item-statement"),
    path("notice/<str:token>/", redress.notice, name="seller-notice"),
    path("notice/<str:token>/statement.json", redress.statement, name="seller-statement"),
    path("notice/<str:token>/licence/<uuid:ground_id>/", licence_link.licence, name="seller-licence"),
    path("notice/<str:token>/corrected/<uuid:ground_id>/", fix_link.corrected, name="seller-corrected"),
    path("notice/<str:token>/evidence/<uuid:file_id>/", redress.evidence, name="seller-evidence"),
    path("notice/<str:token>/code/", codes.code, name="seller-code"),
    path("notice/<str:token>/appeal/", sellers_appeals.appeal, name="seller-appeal"),
    path("notice/<str:token>/answer/", counter.answer, name="counter-notice"),
    path("notice/<str:token>/answer/sent/", counter.receipt, name="counter-receipt"),
    path(
        "notice/<str:token>/answer/<uuid:counter_id>/withdrawal/",
        counter.withdrawal,
        name="counter-withdrawal",
    ),
    path("staff/items/<uuid:item_id>/link/revocation/", links.revocation, name="notice-link-revocation"),
]
