from django.urls import path

from luoshi.org.views import accounts, audit_log, grants, handover, oidc, organisation, second_factor, session

urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-in/second-factor/", second_factor.second_factor, name="second_factor"),
    path("sign-in/second-factor/set-up/", second_factor.set_up_factor, name="set_up_factor"),
    path("sign-in/oidc/", oidc.oidc, name="oidc"),
    path("sign-in/oidc/return/", oidc.oidc_return, name="oidc_return"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("choose-post/", session.choose_post, name="choose_post"),
    path("change-password/", session.change_password, name="change_password"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/units/new/", organisation.new_unit, name="new_unit"),
    path("organisation/units/<int:pk>/", organisation.unit, name="unit"),
    path("organisation/people/new/", organisation.new_person, name="new_person"),
    path("organisation/people/<int:pk>/", organisation.person, name="person"),
    path("organisation/people/<int:pk>/posts/new/", organisation.new_post, name="new_post"),
    path("organisation/people/<int:pk>/reset-password/", accounts.reset_password, name="reset_password"),
    path("organisation/people/<int:pk>/reset-factor/", accounts.reset_factor, name="reset_factor"),
    path("organisation/people/<int:pk>/deactivate/", accounts.deactivate, name="deactivate"),
    path("organisation/people/<int:pk>/reactivate/", accounts.reactivate, name="reactivate"),
    path("organisation/posts/<int:pk>/change/", organisation.change_post, name="change_post"),
    path("organisation/posts/<int:pk>/end/", organisation.end_post, name="end_post"),
    path("organisation/posts/<int:pk>/deputy/", organisation.new_deputy, name="new_deputy"),
    path("organisation/posts/<int:pk>/hand-over/", handover.hand_over, name="hand_over"),
    path("audit-log/", audit_log.audit_log, name="audit_log"),
    path("grants/", grants.grants, name="grants"),
    path("grants/<int:pk>/approve/", grants.approve_grant, name="approve_grant"),
    path("grants/<int:pk>/refuse/", grants.refuse_grant, name="refuse_grant"),
    path("grants/<int:pk>/withdraw/", grants.withdraw_grant, name="withdraw_grant"),
]
