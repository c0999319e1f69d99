"""Emptying the database after a module whose data stood for all of its tests."""

from django.db import connection

from hezhong.directory import offices, regions

KEPT = ("django_migrations", "django_content_type", "auth_permission")
TABLES = "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)"


def emptied() -> None:
    """Remove every row of every table but Django's own, and what was remembered of them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [list(KEPT)])
        ((tables,),) = cursor.fetchall()
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    offices.forget()
    regions.forget()
