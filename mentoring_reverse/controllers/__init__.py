from . import invitation, pair_confidence, themes, workbook
