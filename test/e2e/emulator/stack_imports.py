"""Change sets that take resources which exist already into a stack.

CloudFormation is strict here, and so is this: every resource has a deletion policy and the identifier of its type, belongs to no stack yet, and nothing
else in the template changes. Beyond that, a resource has to be as the template describes it, which CloudFormation leaves to whoever imports.
"""

import copy

import deployments
from deployments import Deployment, ask, bridge
from ministack.services import ec2
from ministack.services.cloudformation import changesets, engine, handlers
from ministack.services.cloudformation.helpers import _error, _esc, _p, _resolve_template, _xml

MODIFIED = ("You have modified resources [{}] in your template that are not being imported. "
            "Update, create or delete operations cannot be executed during import operations.")


def take_over():
    """Puts imports into the actions that MiniStack answers without knowing of them."""
    actions = handlers._ACTION_HANDLERS
    summarize, create, execute, update = (actions[name] for name in ("GetTemplateSummary", "CreateChangeSet", "ExecuteChangeSet", "UpdateStack"))
    actions["GetTemplateSummary"] = lambda params: with_identifiers(params, summarize(params))
    actions["CreateChangeSet"] = lambda params: create_change_set(params, create) if _p(params, "ChangeSetType") == "IMPORT" else create(params)
    actions["ExecuteChangeSet"] = lambda params: execute_change_set(params, execute)
    actions["UpdateStack"] = lambda params: update_stack(params, update)
    delete = actions["DeleteChangeSet"]
    actions["DeleteChangeSet"] = lambda params: delete_change_set(params, delete)


def identifiers_of(kinds):
    """By which properties the resources of each type are known."""
    return bridge({"operation": "identifiers", "types": sorted(kinds)})


def with_identifiers(params, answer):
    """What a template has that can be imported, and what has to be told of it."""
    status, headers, body = answer
    text, _ = _resolve_template(params)
    if status != 200 or not text:
        return answer
    by_kind = {}
    for logical_id, definition in engine._parse_template(text).get("Resources", {}).items():
        by_kind.setdefault(definition["Type"], []).append(logical_id)
    summaries = "".join(
        f"<member><ResourceType>{kind}</ResourceType>"
        f"<LogicalResourceIds>{''.join(f'<member>{_esc(one)}</member>' for one in by_kind[kind])}</LogicalResourceIds>"
        f"<ResourceIdentifiers><member>{','.join(names)}</member></ResourceIdentifiers></member>"
        for kind, names in identifiers_of(by_kind).items())
    end = b"</GetTemplateSummaryResult>"
    assert end in body
    return status, headers, body.replace(end, f"<ResourceIdentifierSummaries>{summaries}</ResourceIdentifierSummaries>".encode() + end)


def resources_to_import(params):
    wanted = {}
    prefix = "ResourcesToImport.member"
    at = 1
    while logical_id := _p(params, f"{prefix}.{at}.LogicalResourceId"):
        identifier, entry = {}, 1
        while key := _p(params, f"{prefix}.{at}.ResourceIdentifier.entry.{entry}.key"):
            identifier[key] = _p(params, f"{prefix}.{at}.ResourceIdentifier.entry.{entry}.value")
            entry += 1
        wanted[logical_id] = {"type": _p(params, f"{prefix}.{at}.ResourceType"), "identifier": identifier}
        at += 1
    return wanted


def create_change_set(params, create):
    from ministack.services.cloudformation import _stacks
    stack = _stacks.get(_p(params, "StackName"))
    if not stack or stack["StackStatus"] == "DELETE_COMPLETE":
        return _error("ValidationError", "Imports into a new stack are not emulated")
    text, fault = _resolve_template(params)
    if fault:
        return fault
    wanted = resources_to_import(params)
    reason = fault_of(stack, engine._parse_template(text), wanted)
    if reason:
        return _error("ValidationError", reason)
    answer = create(params)
    _, change_set = changesets._find_change_set(_p(params, "ChangeSetName"), _p(params, "StackName"))
    if change_set:
        change_set["_to_import"] = wanted
        change_set["Changes"] = [
            {"ResourceChange": {"Action": "Import", "LogicalResourceId": logical_id, "ResourceType": one["type"], "Replacement": "False"}}
            for logical_id, one in wanted.items()
        ]
    return answer


def fault_of(stack, template, wanted):
    """Why CloudFormation does not take the change set."""
    before = engine._parse_template(stack["_template_body"])
    old, new = before.get("Resources", {}), template.get("Resources", {})
    others = sorted(name for name in {*old, *new} if name not in wanted and old.get(name) != new.get(name))
    if others:
        return MODIFIED.format(", ".join(others))
    if before.get("Outputs") != template.get("Outputs"):
        return "As part of the import operation, you cannot modify or add [Outputs]"
    if not wanted:
        return "ResourcesToImport is required for a change set of the type IMPORT"
    identifiers = identifiers_of({one["type"] for one in wanted.values()})
    for logical_id, one in wanted.items():
        definition = new.get(logical_id)
        if logical_id in old or definition is None or definition["Type"] != one["type"]:
            return f"Resource [{logical_id}] of the type {one['type']} is not new in the template"
        if "DeletionPolicy" not in definition:
            return f"The following resources to import [{logical_id}] must have DeletionPolicy attribute specified in the template."
        names = identifiers.get(one["type"])
        if names is None:
            return f"ResourceTypes [{one['type']}] are not supported for Import"
        if sorted(one["identifier"]) != sorted(names):
            return f"Invalid resource identifiers [{', '.join(one['identifier'])}] for resource {logical_id}. Expected [{', '.join(names)}]"
        for name, value in one["identifier"].items():
            described = definition.get("Properties", {}).get(name)
            if isinstance(described, str) and described != value:
                return f"The Identifier [{name}] for resource [{logical_id}] does not match the identifier value defined in the template."
        owner = owner_of(one)
        if owner:
            return f"Resource {logical_id} is already managed by the stack {owner}"
    return None


def owner_of(one):
    from ministack.services.cloudformation import _stacks
    for stack in _stacks.values():
        for resource in stack.get("_resources", {}).values():
            if resource["ResourceType"] == one["type"] and resource["PhysicalResourceId"] in one["identifier"].values():
                return stack["StackName"]
    return None


def execute_change_set(params, execute):
    from ministack.services.cloudformation import _stacks
    _, change_set = changesets._find_change_set(_p(params, "ChangeSetName"), _p(params, "StackName"))
    if not change_set or "_to_import" not in change_set or change_set["ExecutionStatus"] != "AVAILABLE":
        return execute(params)
    stack = _stacks[change_set["StackName"]]
    stack["StackStatus"] = "IMPORT_IN_PROGRESS"
    change_set["ExecutionStatus"] = "EXECUTE_IN_PROGRESS"
    changesets._create_stack_task_in_region(
        changesets._track_change_set_execution(change_set, stack, take_in(stack, change_set)), stack, stack["StackId"])
    return _xml(200, "ExecuteChangeSetResponse", "<ExecuteChangeSetResult></ExecuteChangeSetResult>")


async def take_in(stack, change_set):
    name, stack_id, template = stack["StackName"], stack["StackId"], change_set["_template"]
    run = Deployment(name, stack_id, template, change_set["_resolved_params"])
    run.resources = dict(stack["_resources"])
    whole = "AWS::CloudFormation::Stack"
    run.event(name, whole, "IMPORT_IN_PROGRESS", physical_id=stack_id)
    for logical_id in engine._topological_sort(template["Resources"], run.conditions):
        if logical_id not in change_set["_to_import"]:
            continue
        kind = template["Resources"][logical_id]["Type"]
        [physical_id] = change_set["_to_import"][logical_id]["identifier"].values()
        run.event(logical_id, kind, "IMPORT_IN_PROGRESS", physical_id=physical_id)
        try:
            properties = run.properties(template["Resources"][logical_id])
            await ask("check", kind, properties=properties)
            attributes = await adopt(kind, physical_id, properties)
        except Exception as error:
            run.event(logical_id, kind, "IMPORT_FAILED", str(error), physical_id)
            stack["StackStatusReason"] = f"Resource {logical_id} failed: {error}"
            for status in ("IMPORT_ROLLBACK_IN_PROGRESS", "IMPORT_ROLLBACK_COMPLETE"):
                stack["StackStatus"] = status
                run.event(name, whole, status, stack["StackStatusReason"], stack_id)
            return
        run.resources[logical_id] = deployments.resource(logical_id, kind, physical_id, properties, attributes, "IMPORT_COMPLETE")
        run.event(logical_id, kind, "IMPORT_COMPLETE", physical_id=physical_id)
    stack.update({
        "_resources": run.resources, "_template": template, "_template_body": change_set["_template_body"],
        "_resolved_params": change_set["_resolved_params"], "_conditions": run.conditions, "StackStatus": "IMPORT_COMPLETE",
    })
    run.event(name, whole, "IMPORT_COMPLETE", physical_id=stack_id)


async def adopt(kind, physical_id, properties):
    """The attributes of the resource, when it is there and as the template describes it."""
    if kind != "AWS::EC2::SecurityGroup":
        made = await ask("adopt", kind, physicalId=physical_id, properties=deployments.resolve_dynamic(copy.deepcopy(properties)))
        return made["attributes"]
    group = ec2._security_groups.get(physical_id)
    if not group:
        raise ValueError(f"Resource of type '{kind}' with identifier '{physical_id}' was not found.")
    for name, value in (("GroupDescription", group["Description"]), ("VpcId", group["VpcId"])):
        if properties.get(name) != value:
            raise ValueError(f"{name} of {physical_id} is {value}, and {properties.get(name)} in the template")
    return {"GroupId": physical_id, "VpcId": group["VpcId"]}


def delete_change_set(params, delete):
    """To delete a change set that is not there is no fault; the CDK does it before it makes one."""
    found, _ = changesets._find_change_set(_p(params, "ChangeSetName"), _p(params, "StackName"))
    return delete(params) if found else _xml(200, "DeleteChangeSetResponse", "<DeleteChangeSetResult></DeleteChangeSetResult>")


def update_stack(params, update):
    """A stack can be updated after an import, which MiniStack has no word for."""
    from ministack.services.cloudformation import _stacks
    name = _p(params, "StackName")
    stack = _stacks.get(name.split("/")[1] if name.startswith("arn:") else name)
    if stack and stack["StackStatus"] in ("IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"):
        stack["StackStatus"] = "UPDATE_COMPLETE"
    return update(params)
