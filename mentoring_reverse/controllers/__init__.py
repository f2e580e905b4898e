from . import themes, workbook
