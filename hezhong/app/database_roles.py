"""The database's own rights: who owns the tables, and what the application, the sealer and the auditor may do there.

The application adds to the trail of cases and to the records of who looked and who changed; it can alter none of
them. Everything here can be run again; ``hezhong run`` does so after every migration. No Django here.
"""

import psycopg
from psycopg import sql

APP, SEALER, AUDITOR = "hezhong_app", "hezhong_sealer", "hezhong_auditor"
ROLES = (APP, SEALER, AUDITOR)
TRAIL = "engine_event"
APPEND_ONLY = (
    TRAIL, "directory_accessrecord", "directory_change", "reports_reading",
    "engine_regionorder", "engine_calendaryear", "engine_clockdecision", "engine_ledgerentry",
    "engine_payorder", "engine_paystep", "engine_payanswer", "engine_signedsheet", "engine_signedpage",
    "early_warning_warningstep", "early_warning_rulechange", "early_warning_ruledecision",
    "early_warning_viewing",
    "indicators_report", "indicators_published",
)  # fmt: skip
READ_ONLY = ("django_migrations",)

EVERYWHERE = f"""
GRANT USAGE ON SCHEMA public TO {APP}, {SEALER}, {AUDITOR};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {APP};
"""
# A partition has rights of its own; the trail is reached through its parent only.
PARTITIONS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass"


class NotAllowed(RuntimeError):
    """The login of DATABASE_URL may not make roles; the message says what an administrator has to run."""


def create(owner_url: str, password: str | None) -> None:
    """Make the roles that are missing. password: lets the application log in by itself. Raises NotAllowed."""
    with psycopg.connect(owner_url) as connection:
        _one_at_a_time(connection)
        there = {
            name for (name,) in connection.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[*ROLES]])
        }
        try:
            for role in ROLES:
                if role not in there:
                    connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
                    connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))
            if password is not None:
                connection.execute(sql.SQL(f"ALTER ROLE {APP} LOGIN PASSWORD {{}}").format(sql.Literal(password)))
            connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(APP)))
        except psycopg.errors.InsufficientPrivilege as refusal:
            wanted = "".join(f"\n  CREATE ROLE {role}; GRANT {role} TO {connection.info.user};" for role in ROLES)
            raise NotAllowed(
                f"DATABASE_URL 的用户 {connection.info.user} 不能建立或使用数据库角色（{refusal.diag.message_primary}）。"
                f"请数据库管理员执行：{wanted}"
            ) from None


def grant(owner_url: str) -> None:
    """Give every role its rights on the tables that are there now, and on those to come; nobody sees a state between."""
    with psycopg.connect(owner_url) as connection:
        _one_at_a_time(connection)
        connection.execute(EVERYWHERE)
        for table in _there(connection, APPEND_ONLY):
            connection.execute(sql.SQL(f"REVOKE UPDATE, DELETE, TRUNCATE ON {{}} FROM {APP}").format(table))
            connection.execute(sql.SQL(f"GRANT SELECT ON {{}} TO {AUDITOR}").format(table))
        for table in _there(connection, READ_ONLY):
            connection.execute(sql.SQL(f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {{}} FROM {APP}").format(table))
        for table in _there(connection, (TRAIL,)):
            connection.execute(sql.SQL(f"GRANT SELECT ON {{}} TO {SEALER}").format(table))
            for (partition,) in connection.execute(PARTITIONS, [TRAIL]).fetchall():
                connection.execute(f"REVOKE ALL ON {partition} FROM {APP}")


def excess(url: str) -> list[str]:
    """Return what the application could do to append-only tables though it must not, and must but cannot; best: nothing."""
    with psycopg.connect(url) as connection:
        asked = "SELECT has_table_privilege(%s, %s, %s)"
        found = []
        for table in [name for name in APPEND_ONLY if _exists(connection, name)]:
            for right, must in (("INSERT", True), ("SELECT", True), ("UPDATE", False), ("DELETE", False)):
                if connection.execute(asked, [APP, table, right]).fetchone() != (must,):
                    found.append(f"{APP} {'缺少' if must else '多了'} {table} 的 {right} 权限")
        return found


def _one_at_a_time(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Two grants at once fail on each other's rows; the lock lasts as long as the transaction."""
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('hezhong roles'))")


def _there(connection: psycopg.Connection[tuple[object, ...]], names: tuple[str, ...]) -> list[sql.Identifier]:
    return [sql.Identifier(name) for name in names if _exists(connection, name)]


def _exists(connection: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    return connection.execute("SELECT to_regclass(%s)", [name]).fetchone() != (None,)
