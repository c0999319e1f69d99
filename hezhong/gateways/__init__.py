"""Adapters to the outside: printing, short messages, the virus scanner, other stores. No decisions here."""
