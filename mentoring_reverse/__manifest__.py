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
        "security/pair_rules.xml",
        "data/mentoring_topic_data.xml",
        "data/mentoring_ground_rules_data.xml",
        "data/mail_template_pair_data.xml",
        "views/mentoring_topic_views.xml",
        "views/mentoring_ground_rules_views.xml",
        "views/held_pair_templates.xml",
    ],
    "demo": [],
    "assets": {
        # What employees and people from outside have in common is in both bundles.
        "web.assets_backend": ["mentoring_reverse/static/src/pairing/**/*"],
        "web.assets_frontend": ["mentoring_reverse/static/src/pairing/**/*"],
        "web.assets_tests": ["mentoring_reverse/static/tests/tours/**/*"],
    },
}
