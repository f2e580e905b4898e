import json
from datetime import date

from odoo.addons.mentoring_programme.tests.common import MentoringCase

from ..figures import Cell, Dimension, Measure, Release
from ..models.figure_words import PEOPLE_MEASURES

PUBLISHED_ON = date(2026, 6, 1)
# A name that a spreadsheet would run, were it not text.
DANGEROUS = '=HYPERLINK("http://example.com","Leaders")'


class PublishedCase(MentoringCase):
    """A company whose figures are published: written down here, so that every renderer can be
    held against them. Whether they may be shown is not what is tested with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alpha = cls._programme("running", name=DANGEROUS)
        cls.beta = cls._programme("running", name="Beta")
        cls.sales, cls.lab = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Sales", "Lab")]
        )
        cls.people = cls._people_release()
        cls.quality = cls._quality_release()
        cls.release = cls._publish(cls.company)

    @classmethod
    def _publish(cls, company, day=PUBLISHED_ON, **content):
        a, b = str(cls.alpha.id), str(cls.beta.id)
        figures = {
            "people": cls.people.to_dict(),
            "quality": cls.quality.to_dict(),
            "effects": [
                {
                    "programme": None,
                    "role": "mentee",
                    "kind": "promoted",
                    "months": 12,
                    "verdict": "higher",
                    "first": [0.3, 60],
                    "second": [0.1, 140],
                    "interval": [0.2, 0.08, 0.32],
                    "participants": 60,
                    "compared": 140,
                    "effective": 101.5,
                },
                {
                    "programme": b,
                    "role": "mentee",
                    "kind": "moved",
                    "months": 12,
                    "verdict": "not_enough_data",
                    "first": None,
                    "second": None,
                    "interval": None,
                    "participants": None,
                    "compared": None,
                    "effective": None,
                },
            ],
            "objectives": [
                {
                    "programme": b,
                    "name": "-2+3",
                    "target": 20.0,
                    "unit": "percent",
                    "reached": 18.0,
                    "light": "nearly",
                    "date": "2026-05-01",
                    "people": 30,
                }
            ],
            "programmes": {
                a: {
                    "name": DANGEROUS,
                    "type": ["7", "Leaders"],
                    "period": ["2025-1", "Q1 2025"],
                },
                b: {"name": "Beta", "type": ["7", "Leaders"], "period": ["2025-3", "Q3 2025"]},
            },
            "health": {
                b: {"people": 40, "states": {"on_track": 22, "look": 9, "other": 9}},
            },
            "asked": {},
            **content,
        }
        return cls.env["mentoring.evaluation.release"].create(
            {
                "company_id": company.id,
                "date": day,
                "threshold": 5,
                "hash": cls.people.hash,
                "figures": json.dumps(figures),
            }
        )

    @classmethod
    def _people_release(cls):
        a, b = str(cls.alpha.id), str(cls.beta.id)
        sales, lab = str(cls.sales.id), str(cls.lab.id)
        axes = (
            Dimension("programme", ((a, DANGEROUS), (b, "Beta"))),
            Dimension("role", (("mentor", "Mentor"), ("mentee", "Mentee"))),
            Dimension("department", ((sales, "Sales"), (lab, "Lab"))),
            Dimension("gender", (("female", "Female"), ("male", "Male"), ("none", "Not set"))),
            Dimension("level", (("10", "10"), ("20", "20"))),
            Dimension("tenure", (("0-1", "Less than 1 year"), ("10-", "10 years and more"))),
            Dimension("location", (("none", "Not set"),)),
        )
        none = (None,) * 4
        cells = {
            (None, None, None, *none): _cell(100, 90),
            (a, None, None, *none): _cell(60, 50),
            (b, None, None, *none): _cell(46, 40),
            (a, "mentee", None, *none): _cell(30, 24),
            (a, "mentor", None, *none): _cell(30),
            (None, None, sales, *none): _cell(55, 45),
            (None, None, lab, *none): _cell(45, 40),
            (a, "mentee", sales, *none): _cell(18, 12),
            (a, "mentee", sales, "female", None, None, None): _cell(9),
            (a, "mentee", None, None, "10", None, None): _cell(11),
            (b, "mentee", None, None, None, "0-1", None): _cell(8),
        }
        measures = tuple(Measure(name, kind) for name, kind in PEOPLE_MEASURES.items())
        return Release(axes, measures, 5, cells)

    @classmethod
    def _quality_release(cls):
        a, b = str(cls.alpha.id), str(cls.beta.id)
        axes = (
            Dimension("programme", ((a, DANGEROUS), (b, "Beta"))),
            Dimension("role", (("mentor", "Mentor"), ("mentee", "Mentee"))),
            Dimension("wave", (("1-1", "How is it going? 1"), ("2-1", "Looking back"))),
        )
        measures = (Measure("said_quality", "mean"), Measure("said_would_continue", "rate"))

        def said(n, mean):
            return Cell(
                n,
                {
                    "said_quality": {"n": n, "mean": mean, "sd": 0.9},
                    "said_would_continue": {"yes": n - 6, "of": n},
                },
            )

        return Release(
            axes,
            measures,
            5,
            {
                (None, None, None): said(80, 4.1),
                (None, None, "1-1"): said(42, 4.05),
                (None, None, "2-1"): said(38, 4.15),
                (a, None, None): said(50, 4.0),
                (a, None, "1-1"): said(26, 3.9),
                (a, None, "2-1"): said(24, 4.2),
                (a, "mentee", "1-1"): said(14, 3.8),
            },
        )


def _cell(n, asked=0):
    """A cell of so many people; with the measures of so many of them."""
    if not asked:
        return Cell(n)
    rate = {"yes": asked // 3, "of": asked}
    return Cell(
        n,
        {
            "matched": {"yes": asked - 6, "of": n},
            "met": {"yes": asked - 8, "of": asked},
            "completed": rate,
            "sessions": {"n": asked, "sum": asked * 7.0},
            "hours": {"n": asked, "sum": asked * 8.5},
            "promoted": rate,
            "stayed": {"yes": asked - 5, "of": asked},
        },
    )
