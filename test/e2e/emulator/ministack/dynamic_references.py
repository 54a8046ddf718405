"""Dynamic references to secrets: `{{resolve:secretsmanager:<arn>:SecretString:<key>:<stage>:<version>}}`."""

import json
import re

from ministack.services import secretsmanager

REFERENCE = re.compile(r"\{\{resolve:secretsmanager:(.+?):SecretString:([^:}]*):?([^:}]*):?([^:}]*)\}\}")


def resolve_dynamic_references(value):
    """Replaces the dynamic references in properties by the values of the secrets."""
    if isinstance(value, dict):
        return {key: resolve_dynamic_references(item) for key, item in value.items()}
    if isinstance(value, list):
        return [resolve_dynamic_references(item) for item in value]
    if isinstance(value, str):
        return REFERENCE.sub(read_secret, value)
    return value


def read_secret(match):
    secret_id, key, stage, version = match.groups()
    _, secret = secretsmanager._resolve(secret_id, use_arn_scope=True)
    if version:
        text = ((secret or {}).get("Versions", {}).get(version) or {}).get("SecretString")
    else:
        text = secretsmanager.resolve_secret_string(secret_id, stage or "AWSCURRENT")
    if text is None:
        raise ValueError(f"Secrets Manager can't find the specified secret: {secret_id}")
    if not key:
        return text
    fields = json.loads(text)
    if key not in fields:
        raise ValueError(f"Could not find a value associated with JSONKey {key} in the secret {secret_id}")
    return fields[key]
