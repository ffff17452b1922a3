from django.urls import path

from luoshi.org.views import organisation, session

urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("choose-post/", session.choose_post, name="choose_post"),
    path("change-password/", session.change_password, name="change_password"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/units/new/", organisation.new_unit, name="new_unit"),
    path("organisation/units/<int:pk>/", organisation.unit, name="unit"),
    path("organisation/people/new/", organisation.new_person, name="new_person"),
    path("organisation/people/<int:pk>/", organisation.person, name="person"),
    path("organisation/people/<int:pk>/posts/new/", organisation.new_post, name="new_post"),
    path("organisation/people/<int:pk>/reset-password/", organisation.reset_password, name="reset_password"),
    path("organisation/people/<int:pk>/deactivate/", organisation.deactivate, name="deactivate"),
    path("organisation/people/<int:pk>/reactivate/", organisation.reactivate, name="reactivate"),
    path("organisation/posts/<int:pk>/end/", organisation.end_post, name="end_post"),
]
