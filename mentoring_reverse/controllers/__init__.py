from . import invitation, themes, workbook
