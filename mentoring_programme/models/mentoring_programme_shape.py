from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Texts that carry translations and are copied language by language.
SHAPE_TEXTS = (
    "aim",
    "agreement_text",
    "mentor_commitments",
    "mentee_commitments",
    "boundaries",
)
SHAPE_VALUES = (
    "direction",
    "session_count",
    "session_minutes",
    "session_interval",
    "session_interval_unit",
    "mentor_capacity_max",
    "enrolment_policy",
    "discreet",
    "preference_weight",
    "preference_threshold",
    "supervision_count",
    "supervision_required",
    "agreement_required",
    "allow_requests",
    "open_request_max",
    "request_days",
    "is_circle",
    "circle_size_min",
    "circle_size_max",
    "nudge_days",
)
SHAPE_LINES = ("criterion_ids", "requirement_ids", "objective_ids", "agenda_ids")


class MentoringProgrammeShape(models.AbstractModel):
    """What a type describes and a programme made from it may change for itself."""

    _name = "mentoring.programme.shape"
    _inherit = ["mentoring.unseen"]
    _description = "Shape of a Mentoring Programme"

    aim = fields.Text(translate=True, help="What this is for, in two or three sentences.")
    direction = fields.Selection(
        [
            ("traditional", "A more experienced colleague mentors"),
            ("peer", "Colleagues on a similar level"),
        ],
        default="traditional",
        required=True,
    )
    session_count = fields.Integer(string="Number of sessions", default=6, required=True)
    session_minutes = fields.Integer(string="Minutes a session", default=60, required=True)
    session_interval = fields.Integer(string="A session every", default=1, required=True)
    session_interval_unit = fields.Selection(
        [("week", "weeks"), ("month", "months")],
        string="Rhythm unit",
        default="month",
        required=True,
    )
    mentor_capacity_max = fields.Integer(
        string="Mentees per mentor, at most",
        default=2,
        required=True,
        help="The most mentees a mentor may offer to take on in one programme.",
    )
    enrolment_policy = fields.Selection(
        [("open", "Open: colleagues apply"), ("invited", "By invitation")],
        string="Enrolment",
        default="open",
        required=True,
    )
    discreet = fields.Boolean(
        help="Membership is nobody else's business: line managers, HR and colleagues see "
        "neither the programme nor who takes part.",
    )
    agreement_text = fields.Html(
        string="Agreement", translate=True, help="What the two people agree to."
    )
    mentor_commitments = fields.Html(
        string="Mentor's commitments",
        translate=True,
        help="What a mentor promises in the agreement.",
    )
    mentee_commitments = fields.Html(
        string="Mentee's commitments",
        translate=True,
        help="What a mentee promises in the agreement.",
    )
    agreement_required = fields.Boolean(
        string="Agreement before the second session",
        help="The second session is marked as held only once both have signed their agreement.",
    )
    boundaries = fields.Html(
        translate=True, help="What mentoring is not, and whom to turn to beyond it."
    )

    dimension_ids = fields.Many2many(
        "mentoring.dimension",
        string="Asked in confidence",
        help="What people may say of themselves and wish of a partner, in confidence. Only "
        "the matching uses it; nobody can read it.",
    )
    preference_weight = fields.Integer(
        string="Weight of what is said in confidence",
        default=100,
        required=True,
        help="Of 100: 100 counts as much as all visible criteria together.",
    )
    preference_threshold = fields.Integer(
        string="People at least",
        default=5,
        required=True,
        help="“Only so” is honoured where at least this many people fit, and a matching takes "
        "at least this many.",
    )

    supervision_count = fields.Integer(
        string="Supervision meetings",
        default=0,
        required=True,
        help="How many supervision meetings the mentors are offered.",
    )
    supervision_required = fields.Integer(
        string="Attended at least",
        default=0,
        required=True,
        help="How many of them a mentor is asked to attend.",
    )

    _supervision_range = models.Constraint(
        "CHECK(supervision_required >= 0 AND supervision_required <= supervision_count"
        " AND supervision_count <= 52)",
        "Offer 0 to 52 supervision meetings, and ask mentors to attend no more than are offered.",
    )
    _preference_weight_range = models.Constraint(
        "CHECK(preference_weight >= 1 AND preference_weight <= 100)",
        "What is said in confidence counts from 1 to 100. To leave it out, ask nothing.",
    )
    _preference_threshold_range = models.Constraint(
        "CHECK(preference_threshold >= 3 AND preference_threshold <= 100)",
        "Fewer than 3 people protect nobody: choose a number from 3 to 100.",
    )
    _session_count_range = models.Constraint(
        "CHECK(session_count >= 1 AND session_count <= 104)",
        "Plan between 1 and 104 sessions.",
    )
    _session_minutes_range = models.Constraint(
        "CHECK(session_minutes >= 15 AND session_minutes <= 480)",
        "A session lasts between 15 minutes and 8 hours (480 minutes).",
    )
    _session_interval_range = models.Constraint(
        "CHECK(session_interval >= 1 AND session_interval <= 52)",
        "Sessions follow each other after 1 to 52 weeks or months.",
    )
    _mentor_capacity_range = models.Constraint(
        "CHECK(mentor_capacity_max >= 1 AND mentor_capacity_max <= 20)",
        "A mentor takes on between 1 and 20 mentees in one programme.",
    )

    @api.model
    def _shape_values(self):
        """Names of the fields that a programme takes over from its type as they are; an addon
        adds its own."""
        return SHAPE_VALUES

    def _role_names(self):
        """How the two roles are called where people are listed; a direction may have its own.

        :return: dict of role to (one person, several people), in the reader's language
        """
        return {
            "mentor": (self.env._("Mentor"), self.env._("Mentors")),
            "mentee": (self.env._("Mentee"), self.env._("Mentees")),
        }

    @api.constrains("discreet", "enrolment_policy")
    def _check_discreet_by_invitation(self):
        for shape in self:
            if shape.discreet and shape.enrolment_policy == "open":
                raise ValidationError(
                    self.env._(
                        "A discreet programme is not announced, so nobody could apply: "
                        "set its enrolment to “By invitation”."
                    )
                )
