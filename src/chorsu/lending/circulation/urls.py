from django.urls import path

from chorsu.lending.circulation import pages, staff

app_name = "circulation"
urlpatterns = [
    path("staff/lending/", staff.desk, name="desk"),
    path("staff/lending/why/", staff.why, name="why"),
    path("staff/holds/", staff.holds, name="holds"),
    path("staff/holds/<int:hold>/cancel/", staff.cancel_hold, name="cancel-hold"),
    path("staff/overdue/", staff.overdue, name="overdue"),
    path("staff/rules/", staff.rules, name="rules"),
    path("staff/rules/new/", staff.edit_rule, name="add-rule"),
    path("staff/rules/<int:rule>/", staff.edit_rule, name="edit-rule"),
    path("staff/rules/<int:rule>/withdraw/", staff.withdraw_rule, name="withdraw-rule"),
    path("account/loans/", pages.loans, name="my-loans"),
    path("account/loans/<int:loan>/renew/", pages.renew, name="renew"),
    path("account/holds/<int:hold>/cancel/", pages.cancel_hold, name="cancel-my-hold"),
    path("records/<str:pid>/hold/", pages.place_hold, name="place-hold"),
]
