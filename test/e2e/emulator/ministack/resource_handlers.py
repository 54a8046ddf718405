"""Resource types whose handlers in MiniStack differ from AWS: generated secrets, and inline policies of roles."""

import json
import secrets
import string
import time

from ministack.core.responses import get_account_id, get_region, new_uuid
from ministack.services import iam, secretsmanager


def generate_secret_string(options):
    """Generates a secret as Secrets Manager does."""
    classes = [
        ("ExcludeLowercase", string.ascii_lowercase), ("ExcludeUppercase", string.ascii_uppercase),
        ("ExcludeNumbers", string.digits), ("ExcludePunctuation", string.punctuation),
    ]
    excluded = options.get("ExcludeCharacters", "")
    pools = [
        "".join(char for char in chars if char not in excluded)
        for option, chars in classes if not options.get(option)
    ]
    pools = [pool for pool in pools if pool]
    length = int(options.get("PasswordLength", 32))
    chosen = [secrets.choice(pool) for pool in pools] if options.get("RequireEachIncludedType", True) else []
    chosen += [secrets.choice("".join(pools)) for _ in range(length - len(chosen))]
    secrets.SystemRandom().shuffle(chosen)
    text = "".join(chosen)
    if options.get("SecretStringTemplate"):
        return json.dumps({**json.loads(options["SecretStringTemplate"]), options["GenerateStringKey"]: text})
    return text


def create_secret(logical_id, properties, stack_name):
    name = properties.get("Name") or f"{logical_id}-{new_uuid()[:12]}"
    text = properties.get("SecretString")
    if text is None:
        text = generate_secret_string(properties.get("GenerateSecretString") or {})
    now = int(time.time())
    arn = f"arn:aws:secretsmanager:{get_region()}:{get_account_id()}:secret:{name}-{new_uuid()[:6]}"
    version = {"SecretString": text, "SecretBinary": None, "CreatedDate": now, "Stages": ["AWSCURRENT"]}
    secretsmanager._secrets[name] = {
        "ARN": arn,
        "Name": name,
        "Description": properties.get("Description", ""),
        "Tags": properties.get("Tags", []),
        "CreatedDate": now,
        "LastChangedDate": now,
        "LastAccessedDate": None,
        "DeletedDate": None,
        "RotationEnabled": False,
        "RotationLambdaARN": None,
        "RotationRules": None,
        "ReplicationStatus": [],
        "KmsKeyId": properties.get("KmsKeyId"),
        "Versions": {new_uuid(): version},
    }
    return arn, {"Id": arn, "Arn": arn}


def update_secret(physical_id, old, new, stack_name):
    if old.get("SecretString") != new.get("SecretString") and new.get("SecretString") is not None:
        secretsmanager.put_secret_value_in_process(physical_id, new["SecretString"])
    elif old.get("GenerateSecretString") != new.get("GenerateSecretString"):
        text = generate_secret_string(new.get("GenerateSecretString") or {})
        secretsmanager.put_secret_value_in_process(physical_id, text)
    return physical_id, {"Id": physical_id, "Arn": physical_id}


def delete_secret(physical_id, properties):
    for name in [name for name, secret in secretsmanager._secrets.items() if secret["ARN"] == physical_id]:
        secretsmanager._secrets.pop(name)


def create_policy(logical_id, properties, stack_name):
    """Adds an inline policy to its roles, so several stacks can have a policy of the same name in different roles."""
    name = properties["PolicyName"]
    for role in find_roles(properties):
        role["InlinePolicies"][name] = json.dumps(properties["PolicyDocument"])
    return name, {"Id": name}


def update_policy(physical_id, old, new, stack_name):
    delete_policy(physical_id, old)
    return create_policy("", new, stack_name)


def delete_policy(physical_id, properties):
    for role_name in properties.get("Roles", []):
        role = iam._roles.get(role_name)
        if role:
            role["InlinePolicies"].pop(properties["PolicyName"], None)


def find_roles(properties):
    names = properties.get("Roles", [])
    missing = [name for name in names if name not in iam._roles]
    if missing:
        raise ValueError(f"The role with name {', '.join(missing)} cannot be found.")
    return [iam._roles[name] for name in names]
