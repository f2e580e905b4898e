{
    "name": "Mentoring Evaluation",
    "summary": "What mentoring did, said honestly: surveys, outcomes, figures that give nobody away",
    "version": "19.0.1.0.0",
    "category": "Human Resources/Mentoring",
    "author": "Mentoring for Odoo contributors",
    "license": "LGPL-3",
    "development_status": "Beta",
    "depends": ["mentoring_programme", "survey", "spreadsheet_dashboard"],
    "external_dependencies": {"python": ["numpy", "scipy", "xlsxwriter"]},
    "data": [
        "security/ir.model.access.csv",
    ],
    "demo": [],
}
