"""Settings that differ from one installation to the next, read from the environment (docs/guide/install.md)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_OPTIONS = {
    # With Django's default (DEFERRED) most writes fail under concurrent writers: each must take the lock at BEGIN.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # FULL: a ledger does not lose its last entry when the power goes.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
# Our queries are long and answer with few rows: compiling one takes up to a second, answering it a few milliseconds.
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}


def flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes"}


def names(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def oidc() -> dict[str, str] | None:
    """The OpenID Connect provider that people may sign in by; None unless LUOSHI_OIDC_ISSUER names one."""
    issuer = os.environ.get("LUOSHI_OIDC_ISSUER", "")
    if not issuer:
        return None
    return {
        "issuer": issuer,
        "client_id": os.environ.get("LUOSHI_OIDC_CLIENT", ""),
        "client_secret": os.environ.get("LUOSHI_OIDC_SECRET", ""),
        # Which claim holds the account's name here.
        "claim": os.environ.get("LUOSHI_OIDC_CLAIM", "preferred_username"),
        "name": os.environ.get("LUOSHI_OIDC_NAME", "统一身份登录"),
    }


def database(data_dir: Path) -> dict[str, Any]:
    """LUOSHI_DATABASE (postgresql://user:password@host:port/name) for Django, else SQLite in the data folder."""
    url = os.environ.get("LUOSHI_DATABASE")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data_dir / "luoshi.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": 600,
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": POSTGRESQL_OPTIONS | dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def secret_key(data_dir: Path) -> str:
    """The installation's own key: made once, kept readable to its owner only, never in the database."""
    path = data_dir / "secret.key"
    if not path.exists():
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = data_dir / f"secret.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
        # Two processes that start together end with one key, and neither reads a half-written one.
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text(encoding="ascii")
