"""The scenario's company as the tests find it in one of its copies."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from psycopg2.sql import SQL, Identifier, Literal

from .client import Client
from .scenario import CANARY_VALUE


class Field(NamedTuple):
    """What the database says of a field."""

    name: str
    kind: str
    comodel: str | None
    stored: bool
    related: str | None


class Company:
    """One copy with the server on it.

    :param server: :class:`~.ground.Server`
    """

    def __init__(self, server):
        self.server = server.wait()
        self._clients = {}

    def client(self, login):
        """The session of a log-in."""
        if login not in self._clients:
            self._clients[login] = Client(self.server, login)
        return self._clients[login]

    def query(self, sql, *values):
        """Rows of the database, past everything."""
        connection = self.server.ground.connect(self.server.name)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values)
                return cursor.fetchall()
        finally:
            connection.close()

    @cached_property
    def enrolments(self):
        """Dict of (name of the programme, log-in) to the id of the enrolment."""
        rows = self.query(
            """
            SELECT programme.name, users.login, enrolment.id
              FROM mentoring_enrolment enrolment
              JOIN mentoring_programme programme ON programme.id = enrolment.programme_id
              JOIN res_users users ON users.id = enrolment.user_id
              JOIN res_company company ON company.id = enrolment.company_id
             WHERE company.name = 'Crawl Company'
            """
        )
        return {(programme, login): number for programme, login, number in rows}

    @cached_property
    def programmes(self):
        """Dict of the name of a programme to its id."""
        rows = self.query(
            """
            SELECT programme.name, programme.id
              FROM mentoring_programme programme
              JOIN res_company company ON company.id = programme.company_id
             WHERE company.name = 'Crawl Company'
            """
        )
        return dict(rows)

    @cached_property
    def fields(self):
        """Dict of model to a sorted list of its :class:`Field`; of models that are not ours
        only those fields that we added or that lead to messages, activities and the like."""
        rows = self.query(
            """
            SELECT field.model, field.name, field.ttype, field.relation, field.store,
                   field.related
              FROM ir_model_fields field
              JOIN ir_model_data data
                ON data.model = 'ir.model.fields' AND data.res_id = field.id
             WHERE field.model LIKE 'mentoring.%%'
                OR data.module LIKE 'mentoring%%'
                OR field.relation LIKE 'mail.%%'
          GROUP BY field.id
          ORDER BY field.model, field.name
            """
        )
        found = defaultdict(list)
        for model, *about in rows:
            found[model].append(Field(*about))
        return found

    def reach(self, login):
        """The models that the groups of a log-in open for reading, to the highest id in each."""
        rows = self.query(
            """
            WITH RECURSIVE groups(id) AS (
                SELECT member.gid
                  FROM res_groups_users_rel member
                  JOIN res_users users ON users.id = member.uid
                 WHERE users.login = %s
                 UNION
                SELECT implied.hid
                  FROM res_groups_implied_rel implied JOIN groups ON implied.gid = groups.id
            )
            SELECT DISTINCT model.model
              FROM ir_model_access access JOIN ir_model model ON model.id = access.model_id
             WHERE access.active AND access.perm_read
               AND (access.group_id IS NULL OR access.group_id IN (SELECT id FROM groups))
            """,
            login,
        )
        return {model: self.models[model] for (model,) in sorted(rows) if model in self.models}

    @cached_property
    def models(self):
        """Dict of every model that has a table to the highest id in it, canaries apart."""
        tables = {
            name
            for (name,) in self.query(
                """
                SELECT table_name FROM information_schema.columns
                 WHERE table_schema = 'public' AND column_name = 'id'
                """
            )
        }
        models = {
            name: name.replace(".", "_")
            for (name,) in self.query("SELECT model FROM ir_model ORDER BY model")
        }
        found = [(name, table) for name, table in models.items() if table in tables]
        highest = SQL("SELECT {}, coalesce(max(id), 0) FROM {} WHERE id < {}")
        each = [
            highest.format(Literal(name), Identifier(table), Literal(CANARY_VALUE))
            for name, table in found
        ]
        return dict(self.query(SQL(" UNION ALL ").join(each)))

    @cached_property
    def ours(self):
        """Names of the models that our addons bring."""
        return frozenset(model for model in self.models if model.startswith("mentoring."))
