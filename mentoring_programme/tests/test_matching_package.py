import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme import matching

FOLDER = Path(matching.__file__).parent


class TestMatchingPackage(BaseCase):
    def test_no_module_imports_odoo(self):
        files = sorted(FOLDER.rglob("*.py"))
        self.assertGreater(len(files), 8)
        for file in files:
            for node in ast.walk(ast.parse(file.read_text())):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    self.assertLess(node.level, 2, f"{file.name} leaves the package")
                    names = [node.module or ""]
                self.assertFalse([name for name in names if name.split(".")[0] == "odoo"], file)

    def test_it_works_in_a_python_that_has_no_odoo_loaded(self):
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]);"
            "from matching import Person, Problem, match;"
            "pairs = match(Problem([Person(1, 'a', 1)], [Person(2, 'b', 1)])).pairs;"
            "print(len(pairs), 'odoo' in sys.modules)"
        )
        command = [sys.executable, "-c", script, str(FOLDER.parent)]
        # The command is all ours.
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        self.assertEqual((done.stdout.split(), done.stderr), (["1", "False"], ""))

    def test_the_examples_in_the_documentation_run(self):
        names = [matching.__name__]
        names += [
            f"{matching.__name__}.{each.name}" for each in pkgutil.iter_modules([str(FOLDER)])
        ]
        ran = 0
        for name in names:
            outcome = doctest.testmod(importlib.import_module(name))
            self.assertEqual(outcome.failed, 0, name)
            ran += outcome.attempted
        self.assertGreater(ran, 10)
