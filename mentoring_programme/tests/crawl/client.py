"""One person's web session, as a browser or a script would keep it."""

import http.client
import json
import re

from odoo import http as odoo_http
from odoo.tools import config

# With these a browser marks that the user themself opened the address; /json/2 then takes the
# session in the place of an API key.
BY_THE_USER = {
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
}


def sid(login):
    """The id of the one session of a log-in, the same in every copy of its database."""
    return login.ljust(84, "-")


def open_session(user):
    """Write the session of a user to the server's data, as logging in by password would.

    Without the password, whose check is made to take long; in debug mode, in which Odoo says
    most, and without a log of the device, which would say when.
    """
    env = user.with_user(user).env
    values = {
        **odoo_http.get_default_session(),
        "_trace_disable": True,
        "context": dict(env["res.users"].context_get()),
        "db": env.cr.dbname,
        "debug": "1",
        "login": user.login,
        "session_token": env.user._compute_session_token(sid(user.login)),
        "uid": user.id,
    }
    store = odoo_http.FilesystemSessionStore(config.session_dir, session_class=odoo_http.Session)
    store.save(odoo_http.Session(values, sid(user.login)))


class Client:
    """The session of one log-in on one server, which :func:`open_session` opened.

    :param login: None for somebody who has not logged in
    """

    def __init__(self, server, login=None):
        self.login = login
        self.port = server.port
        self.sent = 0
        self._cookie = login and sid(login)
        if login and self.rpc("/web/session/get_session_info")["result"]["username"] != login:
            raise RuntimeError(f"{login} has no session on {server.name}.")

    def send(self, method, path, body=None, **headers):
        """Send one request.

        :return: (status, headers as a list of pairs, body as bytes); redirects are not followed
        """
        self.sent += 1
        if self._cookie:
            headers["Cookie"] = f"session_id={self._cookie}; tz=UTC"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        cookie = re.search(r"session_id=([^;]+)", answer.getheader("Set-Cookie") or "")
        if cookie:
            self._cookie = cookie[1]
        return answer.status, answer.getheaders(), data

    def get(self, path):
        """Open a page: (status, headers, body)."""
        return self.send("GET", path)

    def rpc_bytes(self, path, **params):
        """The answer of a JSON-RPC route as it came, errors too."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "id": 1, "params": params})
        return self.send("POST", path, body, **{"Content-Type": "application/json"})[2]

    def rpc(self, path, **params):
        """The answer of a JSON-RPC route: dict with ``result`` or ``error``."""
        return json.loads(self.rpc_bytes(path, **params))

    def call_bytes(self, model, method, args=(), **kwargs):
        """The answer of a model's method, as it came."""
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        return self.rpc_bytes("/web/dataset/call_kw", **params)

    def call(self, model, method, args=(), **kwargs):
        """What a model's method returns.

        :raises RuntimeError: with the server's message when it refuses
        """
        answer = json.loads(self.call_bytes(model, method, args, **kwargs))
        if "error" in answer:
            raise RuntimeError(f"{self.login}: {model}.{method}: {answer['error']['data']}")
        return answer.get("result")

    def json_2(self, model, method, **params):
        """The answer of the newer JSON interface: (status, body)."""
        headers = {"Content-Type": "application/json", **BY_THE_USER}
        answer = self.send("POST", f"/json/2/{model}/{method}", json.dumps(params), **headers)
        return answer[0], answer[2]
