from . import mentoring_agreement_report
