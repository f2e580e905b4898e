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
        "security/insight_rules.xml",
        "data/ir_cron_data.xml",
        "data/mail_template_data.xml",
        "data/mentoring_workbook_data.xml",
        "data/mentoring_theme_data.xml",
        "data/mentoring_event_outline_data.xml",
        "views/held_templates.xml",
        "views/mentoring_workbook_views.xml",
        "views/mentoring_event_outline_views.xml",
        "views/mentoring_insight_views.xml",
    ],
    "demo": [],
    "assets": {
        # What employees and people from outside have in common is in both bundles.
        "web.assets_backend": [
            "mentoring_reverse/static/src/pairing/**/*",
            "mentoring_reverse/static/src/workbook/*",
            "mentoring_reverse/static/src/themes/*",
        ],
        "web.assets_frontend": [
            "mentoring_reverse/static/src/pairing/**/*",
            "mentoring_reverse/static/src/workbook/*",
            "mentoring_reverse/static/src/themes/*",
        ],
        "web.assets_tests": ["mentoring_reverse/static/tests/tours/**/*"],
    },
}
