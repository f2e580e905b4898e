from . import mentoring_agreement_report, mentoring_certificate
