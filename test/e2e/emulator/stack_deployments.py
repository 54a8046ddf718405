"""Stack deployments that follow CloudFormation where MiniStack takes shortcuts.

- Properties are judged by the resource's schema before it is made.
- An update replaces a resource or changes it in place, as the schema tells; what was replaced or removed is deleted at the end.
- A failed update is rolled back to the properties before it, and leaves resources of the earlier deployment alone.
- Dynamic references are resolved when a resource is made or changed, and only then.
- Deletion policies are kept.
"""

import asyncio
import copy
import json
import os
import re
import secrets
import string
import time
import urllib.request

import rotations
from ministack.core.responses import get_account_id, get_region, new_uuid, now_iso
from ministack.services import iam, secretsmanager
from ministack.services.cloudformation import engine, provisioners
from ministack.services.cloudformation.stacks import _add_event

BRIDGE = os.environ["E2E_BRIDGE"]

# Resource types whose creation is the same as their update, since their name is their identity.
NAMED = re.compile(r"AWS::(IAM|CloudWatch|Events|Lambda::Function|SSM|SNS::Topic$|SNS::TopicPolicy|S3::BucketPolicy)")

ROTATION = "AWS::SecretsManager::RotationSchedule"


def bridge(message):
    """Asks the process that runs the engines. It answers a fault as {"error": ...}."""
    request = urllib.request.Request(BRIDGE, data=json.dumps(message).encode(), headers={"content-type": "application/json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=300) as response:
        answer = json.loads(response.read())
    if isinstance(answer, dict) and answer.get("error"):
        raise ValueError(answer["error"])
    return answer


async def ask(operation, resource_type, **more):
    return await asyncio.to_thread(bridge, {
        "operation": operation, "type": resource_type, "region": get_region(), "account": get_account_id(), **more,
    })


class Deployment:
    def __init__(self, name, stack_id, template, params):
        self.name, self.stack_id, self.template = name, stack_id, template
        self.conditions = engine._evaluate_conditions(template, params)
        self.params = {key: with_lists(template.get("Parameters", {}).get(key, {}), value) for key, value in params.items()}
        self.resources = {}

    def resolve(self, value):
        return engine._resolve_refs(copy.deepcopy(value), self.resources, self.params, self.conditions,
                                    self.template.get("Mappings", {}), self.name, self.stack_id)

    def properties(self, definition):
        return without_no_value(self.resolve(definition.get("Properties", {})))

    def event(self, logical_id, kind, status, reason="", physical_id=""):
        _add_event(self.stack_id, self.name, logical_id, kind, status, reason, physical_id)

    async def create(self, logical_id, kind, properties):
        if is_custom(kind):
            return await asyncio.to_thread(provisioners._provision_resource, kind, logical_id, properties, self.name)
        await ask("check", kind, properties=properties)
        given = resolve_dynamic(properties)
        if kind == ROTATION:
            return await rotations.schedule(given)
        if kind in provisioners._RESOURCE_HANDLERS:
            return provisioners._provision_resource(kind, logical_id, given, self.name)
        made = await ask("create", kind, logicalId=logical_id, stack=self.name, properties=given)
        return made["physicalId"], made["attributes"]

    async def update(self, logical_id, kind, old, properties):
        if is_custom(kind):
            return await asyncio.to_thread(provisioners._update_resource, kind, old["PhysicalResourceId"], old["Properties"], properties,
                                           self.name, logical_id, old["Attributes"])
        await ask("check", kind, properties=properties)
        given, before = resolve_dynamic(properties), old["Properties"]
        if kind == ROTATION:
            return await rotations.schedule(given)
        handler = provisioners._RESOURCE_HANDLERS.get(kind)
        if handler:
            if "update" in handler or NAMED.match(kind):
                return provisioners._update_resource(kind, old["PhysicalResourceId"], before, given, self.name, logical_id, old["Attributes"])
            return old["PhysicalResourceId"], old["Attributes"]  # what can change in place here is not kept by MiniStack
        made = await ask("update", kind, logicalId=logical_id, stack=self.name, physicalId=old["PhysicalResourceId"],
                         properties=given, oldProperties=before)
        return old["PhysicalResourceId"], made["attributes"]

    async def remove(self, logical_id, kind, resource, policy):
        physical_id = resource["PhysicalResourceId"]
        if policy.startswith("Retain"):
            self.event(logical_id, kind, "DELETE_SKIPPED", physical_id=physical_id)
            return
        self.event(logical_id, kind, "DELETE_IN_PROGRESS", physical_id=physical_id)
        try:
            if is_custom(kind):
                await asyncio.to_thread(provisioners._delete_resource, kind, physical_id, resource["Properties"], self.name, logical_id)
            elif kind in provisioners._RESOURCE_HANDLERS:
                provisioners._delete_resource(kind, physical_id, resource["Properties"], self.name, logical_id)
            else:
                await ask("delete", kind, physicalId=physical_id, properties=resource["Properties"], snapshot=policy == "Snapshot")
            self.event(logical_id, kind, "DELETE_COMPLETE", physical_id=physical_id)
        except Exception as error:
            self.event(logical_id, kind, "DELETE_FAILED", str(error), physical_id)
            raise


def is_custom(kind):
    return kind.startswith("Custom::") or kind == "AWS::CloudFormation::CustomResource"


def with_lists(definition, param):
    """A list is a list, and not the text that it was given as."""
    if not re.match(r"CommaDelimitedList|List<", definition.get("Type", "String")) or isinstance(param["Value"], list):
        return param
    return {**param, "Value": [item.strip() for item in param["Value"].split(",") if item.strip()]}


def without_no_value(value):
    if isinstance(value, dict):
        return {key: without_no_value(item) for key, item in value.items() if item is not engine._NO_VALUE}
    if isinstance(value, list):
        return [without_no_value(item) for item in value if item is not engine._NO_VALUE]
    return value


def resolve_dynamic(value):
    """Replaces `{{resolve:secretsmanager:<arn>:SecretString:<key>:<stage>:<version>}}`."""
    if isinstance(value, dict):
        return {key: resolve_dynamic(item) for key, item in value.items()}
    if isinstance(value, list):
        return [resolve_dynamic(item) for item in value]
    if isinstance(value, str):
        return re.sub(r"\{\{resolve:secretsmanager:(.+?):SecretString:([^:}]*):?([^:}]*):?([^:}]*)\}\}", read_secret, value)
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


def policy_of(definition, replaced=False):
    wanted = definition.get("UpdateReplacePolicy" if replaced else "DeletionPolicy")
    return wanted or "Delete"


def resource(logical_id, kind, physical_id, properties, attributes, status):
    """What is kept of a resource; its properties as the template has them, with dynamic references unresolved."""
    return {
        "PhysicalResourceId": physical_id, "ResourceType": kind, "ResourceStatus": status, "LogicalResourceId": logical_id,
        "Properties": properties, "Attributes": attributes, "Timestamp": now_iso(),
    }


async def deploy(stack_name, stack_id, template, param_values, disable_rollback, tags, is_update=False, previous_stack=None):
    from ministack.services.cloudformation import _exports, _stacks
    stack = _stacks[stack_name]
    prefix = "UPDATE" if is_update else "CREATE"
    before = (previous_stack or {}).get("_resources", {})
    before_definitions = (previous_stack or {}).get("_template", {}).get("Resources", {})
    run = Deployment(stack_name, stack_id, template, param_values)
    run.resources = dict(before)
    definitions = template.get("Resources", {})
    done, replaced = [], []
    kind, logical_id = "AWS::CloudFormation::Stack", stack_name
    try:
        ordered = engine._topological_sort(definitions, run.conditions)
        for logical_id in ordered:
            definition = definitions[logical_id]
            kind = definition["Type"]
            properties = run.properties(definition)
            old = before.get(logical_id)
            if old and old["ResourceType"] == kind and old["Properties"] == properties:
                continue
            how = "create"
            if old and old["ResourceType"] == kind:
                how = "update" if is_custom(kind) else (await ask(
                    "compare", kind, properties=properties, oldProperties=old["Properties"], policy=definition.get("UpdatePolicy")))["how"]
            run.event(logical_id, kind, "UPDATE_IN_PROGRESS" if old else "CREATE_IN_PROGRESS")
            if how == "update":
                physical_id, attributes = await run.update(logical_id, kind, old, properties)
            else:
                if old:
                    run.event(logical_id, kind, "UPDATE_IN_PROGRESS", "Requested update requires the creation of a new physical resource")
                physical_id, attributes = await run.create(logical_id, kind, properties)
            if old and physical_id != old["PhysicalResourceId"]:
                replaced.append((logical_id, old))
            done.append((logical_id, kind, old, how))
            status = "UPDATE_COMPLETE" if old else "CREATE_COMPLETE"
            run.resources[logical_id] = resource(logical_id, kind, physical_id, properties, attributes, status)
            run.event(logical_id, kind, status, physical_id=physical_id)
    except Exception as error:
        run.event(logical_id, kind, "UPDATE_FAILED" if logical_id in before else "CREATE_FAILED", str(error))
        await roll_back(run, stack, prefix, done, previous_stack, disable_rollback, f"Resource {logical_id} failed: {error}")
        return

    removed = [name for name in engine._topological_sort(before_definitions, {}) if name in before and name not in ordered]
    if replaced or removed:
        stack["StackStatus"] = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
        run.event(stack_name, "AWS::CloudFormation::Stack", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", physical_id=stack_id)
    for name, old in reversed(replaced):
        await attempt(run.remove(name, old["ResourceType"], old, policy_of(before_definitions[name], replaced=True)))
    for name in reversed(removed):
        await attempt(run.remove(name, before[name]["ResourceType"], before[name], policy_of(before_definitions[name])))
        run.resources.pop(name)

    stack.update({"_resources": run.resources, "_template": template, "_resolved_params": param_values, "_conditions": run.conditions})
    for old_export in [export for export, value in _exports.items() if value["StackId"] == stack_id]:
        _exports.pop(old_export)
    stack["Outputs"] = []
    for name, definition in template.get("Outputs", {}).items():
        if definition.get("Condition") and not run.conditions.get(definition["Condition"], True):
            continue
        output = {"OutputKey": name, "OutputValue": str(run.resolve(definition["Value"])), "Description": definition.get("Description", "")}
        if definition.get("Export"):
            output["ExportName"] = str(run.resolve(definition["Export"]["Name"]))
            _exports[output["ExportName"]] = {"StackId": stack_id, "Name": output["ExportName"], "Value": output["OutputValue"]}
        stack["Outputs"].append(output)
    stack["StackStatus"] = f"{prefix}_COMPLETE"
    run.event(stack_name, "AWS::CloudFormation::Stack", f"{prefix}_COMPLETE", physical_id=stack_id)


async def attempt(step):
    """A resource that cannot be deleted stays behind, and the deployment goes on."""
    try:
        await step
    except Exception:
        pass


async def roll_back(run, stack, prefix, done, previous_stack, disable_rollback, reason):
    kind = "AWS::CloudFormation::Stack"
    stack["StackStatusReason"] = reason
    if disable_rollback:
        stack["_resources"] = run.resources
        stack["StackStatus"] = f"{prefix}_FAILED"
        run.event(run.name, kind, stack["StackStatus"], reason, run.stack_id)
        return
    rolling = "UPDATE_ROLLBACK" if prefix == "UPDATE" else "ROLLBACK"
    stack["StackStatus"] = f"{rolling}_IN_PROGRESS"
    run.event(run.name, kind, stack["StackStatus"], reason, run.stack_id)
    failed = None
    for logical_id, resource_kind, old, how in reversed(done):
        now = run.resources[logical_id]
        try:
            if old and now["PhysicalResourceId"] == old["PhysicalResourceId"]:
                await run.update(logical_id, resource_kind, now, old["Properties"])
                run.event(logical_id, resource_kind, "UPDATE_COMPLETE", physical_id=old["PhysicalResourceId"])
            else:
                await run.remove(logical_id, resource_kind, now, "Delete")
        except Exception as error:
            failed = f"{logical_id}: {error}"
    if previous_stack:
        stack.update({key: previous_stack[key] for key in ("_resources", "_template", "_template_body", "_resolved_params", "Outputs")})
    else:
        stack["_resources"] = {}
    stack["StackStatus"] = f"{rolling}_FAILED" if failed else f"{rolling}_COMPLETE"
    run.event(run.name, kind, stack["StackStatus"], failed or "", run.stack_id)


async def delete(stack_name, stack_id):
    from ministack.services.cloudformation import _exports, _stacks
    stack = _stacks.get(stack_name)
    if not stack:
        return
    kind = "AWS::CloudFormation::Stack"
    template = stack.get("_template") or {}
    run = Deployment(stack_name, stack_id, template, stack.get("_resolved_params", {}))
    run.resources = stack.get("_resources", {})
    stack["StackStatus"] = "DELETE_IN_PROGRESS"
    run.event(stack_name, kind, "DELETE_IN_PROGRESS", physical_id=stack_id)
    definitions = template.get("Resources", {})
    failed = None
    for logical_id in reversed(engine._topological_sort(definitions, run.conditions)):
        resource = run.resources.get(logical_id)
        if resource is None:
            continue
        try:
            await run.remove(logical_id, resource["ResourceType"], resource, policy_of(definitions[logical_id]))
            run.resources.pop(logical_id)
        except Exception as error:
            failed = f"The following resource(s) failed to delete: [{logical_id}]. {error}"
    if failed:
        stack["StackStatus"], stack["StackStatusReason"] = "DELETE_FAILED", failed
        run.event(stack_name, kind, "DELETE_FAILED", failed, stack_id)
        return
    for name in [name for name, value in _exports.items() if value["StackId"] == stack_id]:
        _exports.pop(name)
    stack["StackStatus"] = "DELETE_COMPLETE"
    run.event(stack_name, kind, "DELETE_COMPLETE", physical_id=stack_id)


def generate(wanted):
    """A secret as Secrets Manager generates it."""
    classes = [
        ("ExcludeLowercase", string.ascii_lowercase), ("ExcludeUppercase", string.ascii_uppercase),
        ("ExcludeNumbers", string.digits), ("ExcludePunctuation", string.punctuation),
    ]
    excluded = wanted.get("ExcludeCharacters", "")
    pools = ["".join(char for char in chars if char not in excluded) for option, chars in classes if not wanted.get(option)]
    pools = [pool for pool in pools if pool]
    length = int(wanted.get("PasswordLength", 32))
    chosen = [secrets.choice(pool) for pool in pools] if wanted.get("RequireEachIncludedType", True) else []
    chosen += [secrets.choice("".join(pools)) for _ in range(length - len(chosen))]
    secrets.SystemRandom().shuffle(chosen)
    text = "".join(chosen)
    if wanted.get("SecretStringTemplate"):
        return json.dumps({**json.loads(wanted["SecretStringTemplate"]), wanted["GenerateStringKey"]: text})
    return text


def create_secret(logical_id, properties, stack_name):
    name = properties.get("Name") or f"{logical_id}-{new_uuid()[:12]}"
    text = properties.get("SecretString")
    if text is None:
        text = generate(properties.get("GenerateSecretString") or {})
    now = int(time.time())
    arn = f"arn:aws:secretsmanager:{get_region()}:{get_account_id()}:secret:{name}-{new_uuid()[:6]}"
    secretsmanager._secrets[name] = {
        "ARN": arn, "Name": name, "Description": properties.get("Description", ""), "Tags": properties.get("Tags", []),
        "CreatedDate": now, "LastChangedDate": now, "LastAccessedDate": None, "DeletedDate": None,
        "RotationEnabled": False, "RotationLambdaARN": None, "RotationRules": None, "ReplicationStatus": [],
        "KmsKeyId": properties.get("KmsKeyId"),
        "Versions": {new_uuid(): {"SecretString": text, "SecretBinary": None, "CreatedDate": now, "Stages": ["AWSCURRENT"]}},
    }
    return arn, {"Id": arn, "Arn": arn}


def update_secret(physical_id, old, new, stack_name):
    if old.get("SecretString") != new.get("SecretString") and new.get("SecretString") is not None:
        secretsmanager.put_secret_value_in_process(physical_id, new["SecretString"])
    elif old.get("GenerateSecretString") != new.get("GenerateSecretString"):
        secretsmanager.put_secret_value_in_process(physical_id, generate(new.get("GenerateSecretString") or {}))
    return physical_id, {"Id": physical_id, "Arn": physical_id}


def delete_secret(physical_id, properties):
    for name in [name for name, secret in secretsmanager._secrets.items() if secret["ARN"] == physical_id]:
        secretsmanager._secrets.pop(name)


def put_policy(logical_id, properties, stack_name):
    """A policy stands in its roles: another stack may have one of the same name, in roles of its own."""
    name = properties["PolicyName"]
    for role in roles_of(properties):
        role["InlinePolicies"][name] = json.dumps(properties["PolicyDocument"])
    return name, {"Id": name}


def update_policy(physical_id, old, new, stack_name):
    delete_policy(physical_id, old)
    return put_policy("", new, stack_name)


def delete_policy(physical_id, properties):
    for role_name in properties.get("Roles", []):
        role = iam._roles.get(role_name)
        if role:
            role["InlinePolicies"].pop(properties["PolicyName"], None)


def roles_of(properties):
    names = properties.get("Roles", [])
    missing = [name for name in names if name not in iam._roles]
    if missing:
        raise ValueError(f"The role with name {', '.join(missing)} cannot be found.")
    return [iam._roles[name] for name in names]
