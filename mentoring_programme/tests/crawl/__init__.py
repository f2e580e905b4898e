"""Real servers over real databases, asked by real log-ins: what the tests of confidentiality
stand on (``test_non_interference``, ``test_canary``)."""
