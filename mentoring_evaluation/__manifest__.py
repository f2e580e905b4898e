{
    "name": "Mentoring Evaluation",
    "version": "19.0.1.0.0",
    "category": "Human Resources/Mentoring",
    "author": "Mentoring for Odoo contributors",
    "license": "LGPL-3",
    "depends": ["mentoring_programme"],
    "external_dependencies": {"python": ["numpy", "scipy"]},
    "installable": False,
}
