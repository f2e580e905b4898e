{
    "name": "Reverse Mentoring",
    "summary": "Junior colleagues mentor senior leaders, and are protected while they do",
    "version": "19.0.1.0.0",
    "category": "Human Resources/Mentoring",
    "author": "Mentoring for Odoo contributors",
    "license": "LGPL-3",
    "development_status": "Beta",
    "depends": ["mentoring_programme"],
    "data": [
        "security/ir.model.access.csv",
        "security/invitation_rules.xml",
        "data/type_reverse_leaders_data.xml",
        "data/type_monthly_hour_data.xml",
        "data/type_pilot_data.xml",
        "data/type_reciprocal_data.xml",
        "views/mentoring_invitation_views.xml",
        "views/mentoring_programme_type_views.xml",
        "views/mentoring_programme_views.xml",
        "views/mentoring_enrolment_views.xml",
        "views/mentoring_portal_templates.xml",
        "views/hr_job_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "assets": {
        # What employees and people from outside have in common is in both bundles.
        "web.assets_backend": [
            "mentoring_reverse/static/src/home/**/*",
            "mentoring_reverse/static/src/pairing/**/*",
        ],
        "web.assets_frontend": [
            "mentoring_reverse/static/src/home/**/*",
            "mentoring_reverse/static/src/pairing/**/*",
            "mentoring_reverse/static/src/portal/**/*",
        ],
        "web.assets_tests": ["mentoring_reverse/static/tests/tours/**/*"],
    },
}
