"""The workbook writer against bare xlsxwriter that writes the same cells, and against itself with
a tenth of the rows, for its memory. Each figure is of a process of its own, the best of three."""

import json
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

# Plain Python: it takes no Odoo to write a workbook.
sys.path.insert(0, str(Path(__file__).parents[2] / "mentoring_evaluation"))

from workbook import Column, Sheet, write
from workbook.writer import FORMATS

ROWS = 100_000
HEADER = (
    ("Name", "text"),
    ("Programme", "text"),
    ("Role", "text"),
    ("State", "text"),
    ("Since", "date"),
    ("Sessions", "count"),
    ("Hours", "decimal"),
    ("Share", "rate"),
)


def rows(number):
    """Rows like those of a list of people."""
    day = date(2026, 1, 1)
    for at in range(number):
        yield (
            f"Person {at}",
            "New leaders",
            "Mentor",
            "Completed",
            day,
            at % 40,
            at / 7,
            (at % 100) / 100,
        )


def ours(path, number):
    columns = tuple(Column(label, kind) for label, kind in HEADER)
    write(path, [Sheet("People", "People", columns, rows(number))])


def bare(path, number):
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet("People")
    how = [book.add_format(FORMATS[kind]) for _label, kind in HEADER]
    page.write_string(0, 0, "People")
    for at, (label, _kind) in enumerate(HEADER):
        page.write_string(2, at, label)
    for at, row in enumerate(rows(number), 3):
        page.write_string(at, 0, row[0], how[0])
        page.write_string(at, 1, row[1], how[1])
        page.write_string(at, 2, row[2], how[2])
        page.write_string(at, 3, row[3], how[3])
        page.write_datetime(at, 4, row[4], how[4])
        page.write_number(at, 5, row[5], how[5])
        page.write_number(at, 6, row[6], how[6])
        page.write_number(at, 7, row[7], how[7])
    book.close()


def measured(name, number):
    """Seconds of processor time and MB at most of one process, the least of three."""
    found = []
    for _again in range(3):
        output = subprocess.run(
            [sys.executable, __file__, name, str(number)],
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        found.append(json.loads(output))
    return [min(figures) for figures in zip(*found, strict=True)]


def main():
    seconds, memory = measured("ours", ROWS)
    theirs, _memory = measured("bare", ROWS)
    _seconds, little = measured("ours", ROWS // 10)
    for line in (
        {
            "what": f"workbook of {ROWS:,} rows, bare xlsxwriter",
            "ours": seconds,
            "theirs": theirs,
            "unit": "s",
            "most": 1.3,
        },
        {
            "what": f"memory at {ROWS:,} rows, at {ROWS // 10:,}",
            "ours": memory,
            "theirs": little,
            "unit": "MB",
            "most": 1.05,
        },
    ):
        print(json.dumps(line))


def once(name, number):
    with TemporaryDirectory() as folder:
        began = time.process_time()
        {"ours": ours, "bare": bare}[name](str(Path(folder) / "bench.xlsx"), number)
        seconds = time.process_time() - began
    # Not getrusage: its maximum includes that of whoever started this process.
    status = Path("/proc/self/status").read_text()
    print(json.dumps([seconds, int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024]))


if __name__ == "__main__":
    if sys.argv[1:]:
        once(sys.argv[1], int(sys.argv[2]))
    else:
        main()
