"""Change sets that import existing resources into a stack.

As in CloudFormation, every resource requires a deletion policy and the identifier of its type, must not belong to
another stack, and nothing else in the template may change. In addition, the emulator requires that a resource matches
the template, which CloudFormation does not check.
"""

import copy

import stack_deployments
from adapter_client import call_adapter, request_operation
from dynamic_references import resolve_dynamic_references
from ministack.services import ec2
from ministack.services.cloudformation import changesets, engine, handlers
from ministack.services.cloudformation.helpers import _error, _esc, _p, _resolve_template, _xml

MODIFIED = ("You have modified resources [{}] in your template that are not being imported. "
            "Update, create or delete operations cannot be executed during import operations.")


def install():
    """Adds imports to the CloudFormation actions of MiniStack."""
    actions = handlers._ACTION_HANDLERS
    summarize, create, execute, delete, update = (actions[name] for name in (
        "GetTemplateSummary", "CreateChangeSet", "ExecuteChangeSet", "DeleteChangeSet", "UpdateStack"))
    actions["GetTemplateSummary"] = lambda params: add_identifiers(params, summarize(params))
    actions["CreateChangeSet"] = lambda params: create_change_set(params, create)
    actions["ExecuteChangeSet"] = lambda params: execute_change_set(params, execute)
    actions["DeleteChangeSet"] = lambda params: delete_change_set(params, delete)
    actions["UpdateStack"] = lambda params: update_stack(params, update)


def get_identifiers(resource_types):
    """Returns the identifier properties of each resource type."""
    return call_adapter({"operation": "identifiers", "types": sorted(resource_types)})


def add_identifiers(params, answer):
    """Adds the importable resources of a template, and their identifiers, to a template summary."""
    status, headers, body = answer
    text, _ = _resolve_template(params)
    if status != 200 or not text:
        return answer
    ids_by_type = {}
    for logical_id, definition in engine._parse_template(text).get("Resources", {}).items():
        ids_by_type.setdefault(definition["Type"], []).append(logical_id)
    summaries = "".join(
        render_identifier_summary(resource_type, ids_by_type[resource_type], names)
        for resource_type, names in get_identifiers(ids_by_type).items())
    element = f"<ResourceIdentifierSummaries>{summaries}</ResourceIdentifierSummaries>".encode()
    end = b"</GetTemplateSummaryResult>"
    assert end in body
    return status, headers, body.replace(end, element + end)


def render_identifier_summary(resource_type, logical_ids, identifiers):
    members = "".join(f"<member>{_esc(logical_id)}</member>" for logical_id in logical_ids)
    return (
        f"<member><ResourceType>{resource_type}</ResourceType>"
        f"<LogicalResourceIds>{members}</LogicalResourceIds>"
        f"<ResourceIdentifiers><member>{','.join(identifiers)}</member></ResourceIdentifiers></member>")


def parse_resources_to_import(params):
    """Returns the type and identifier of each resource to import, by logical id."""
    resources = {}
    index = 1
    while logical_id := _p(params, f"ResourcesToImport.member.{index}.LogicalResourceId"):
        prefix = f"ResourcesToImport.member.{index}"
        identifier, entry = {}, 1
        while key := _p(params, f"{prefix}.ResourceIdentifier.entry.{entry}.key"):
            identifier[key] = _p(params, f"{prefix}.ResourceIdentifier.entry.{entry}.value")
            entry += 1
        resources[logical_id] = {"type": _p(params, f"{prefix}.ResourceType"), "identifier": identifier}
        index += 1
    return resources


def create_change_set(params, create):
    from ministack.services.cloudformation import _stacks
    if _p(params, "ChangeSetType") != "IMPORT":
        return create(params)
    stack = _stacks.get(_p(params, "StackName"))
    if not stack or stack["StackStatus"] == "DELETE_COMPLETE":
        return _error("ValidationError", "Imports into a new stack are not emulated")
    text, error = _resolve_template(params)
    if error:
        return error
    resources = parse_resources_to_import(params)
    reason = find_import_error(stack, engine._parse_template(text), resources)
    if reason:
        return _error("ValidationError", reason)
    answer = create(params)
    change_set = find_change_set(params)
    if change_set:
        change_set["_to_import"] = resources
        change_set["Changes"] = [
            {"ResourceChange": {
                "Action": "Import", "LogicalResourceId": logical_id, "ResourceType": resource["type"],
                "Replacement": "False",
            }}
            for logical_id, resource in resources.items()
        ]
    return answer


def find_change_set(params):
    _, change_set = changesets._find_change_set(_p(params, "ChangeSetName"), _p(params, "StackName"))
    return change_set


def find_import_error(stack, template, resources):
    """Returns why CloudFormation rejects a change set, None for a valid one."""
    old_template = engine._parse_template(stack["_template_body"])
    old, new = old_template.get("Resources", {}), template.get("Resources", {})
    modified = sorted(name for name in {*old, *new} if name not in resources and old.get(name) != new.get(name))
    if modified:
        return MODIFIED.format(", ".join(modified))
    if old_template.get("Outputs") != template.get("Outputs"):
        return "As part of the import operation, you cannot modify or add [Outputs]"
    if not resources:
        return "ResourcesToImport is required for a change set of the type IMPORT"
    identifiers = get_identifiers({resource["type"] for resource in resources.values()})
    for logical_id, resource in resources.items():
        definition = new.get(logical_id)
        if logical_id in old or definition is None or definition["Type"] != resource["type"]:
            return f"Resource [{logical_id}] of the type {resource['type']} is not new in the template"
        error = find_resource_error(logical_id, definition, resource, identifiers.get(resource["type"]))
        if error:
            return error
    return None


def find_resource_error(logical_id, definition, resource, identifiers):
    """Returns why CloudFormation cannot import a resource, None when it can."""
    if "DeletionPolicy" not in definition:
        return (f"The following resources to import [{logical_id}] must have DeletionPolicy attribute specified "
                "in the template.")
    if identifiers is None:
        return f"ResourceTypes [{resource['type']}] are not supported for Import"
    if sorted(resource["identifier"]) != sorted(identifiers):
        return (f"Invalid resource identifiers [{', '.join(resource['identifier'])}] for resource {logical_id}. "
                f"Expected [{', '.join(identifiers)}]")
    for name, value in resource["identifier"].items():
        template_value = definition.get("Properties", {}).get(name)
        if isinstance(template_value, str) and template_value != value:
            return (f"The Identifier [{name}] for resource [{logical_id}] does not match the identifier value "
                    "defined in the template.")
    owner = find_owner(resource)
    if owner:
        return f"Resource {logical_id} is already managed by the stack {owner}"
    return None


def find_owner(resource):
    """Returns the name of the stack that contains a resource."""
    from ministack.services.cloudformation import _stacks
    for stack in _stacks.values():
        for owned in stack.get("_resources", {}).values():
            has_identifier = owned["PhysicalResourceId"] in resource["identifier"].values()
            if owned["ResourceType"] == resource["type"] and has_identifier:
                return stack["StackName"]
    return None


def execute_change_set(params, execute):
    from ministack.services.cloudformation import _stacks
    change_set = find_change_set(params)
    if not change_set or "_to_import" not in change_set or change_set["ExecutionStatus"] != "AVAILABLE":
        return execute(params)
    stack = _stacks[change_set["StackName"]]
    stack["StackStatus"] = "IMPORT_IN_PROGRESS"
    change_set["ExecutionStatus"] = "EXECUTE_IN_PROGRESS"
    execution = changesets._track_change_set_execution(change_set, stack, import_resources(stack, change_set))
    changesets._create_stack_task_in_region(execution, stack, stack["StackId"])
    return _xml(200, "ExecuteChangeSetResponse", "<ExecuteChangeSetResult></ExecuteChangeSetResult>")


async def import_resources(stack, change_set):
    template = change_set["_template"]
    deployment = stack_deployments.Deployment(
        stack["StackName"], stack["StackId"], template, change_set["_resolved_params"])
    deployment.resources = dict(stack["_resources"])
    deployment.add_stack_event("IMPORT_IN_PROGRESS")
    for logical_id in engine._topological_sort(template["Resources"], deployment.conditions):
        if logical_id not in change_set["_to_import"]:
            continue
        definition = template["Resources"][logical_id]
        [physical_id] = change_set["_to_import"][logical_id]["identifier"].values()
        deployment.add_event(logical_id, definition["Type"], "IMPORT_IN_PROGRESS", physical_id=physical_id)
        try:
            properties = deployment.resolve_properties(definition)
            await request_operation("validate", definition["Type"], properties=properties)
            attributes = await import_resource(definition["Type"], physical_id, properties)
        except Exception as error:
            deployment.add_event(logical_id, definition["Type"], "IMPORT_FAILED", str(error), physical_id)
            roll_back(stack, deployment, f"Resource {logical_id} failed: {error}")
            return
        deployment.resources[logical_id] = stack_deployments.create_record(
            logical_id, definition["Type"], physical_id, properties, attributes, "IMPORT_COMPLETE")
        deployment.add_event(logical_id, definition["Type"], "IMPORT_COMPLETE", physical_id=physical_id)
    stack.update({
        "_resources": deployment.resources,
        "_template": template,
        "_template_body": change_set["_template_body"],
        "_resolved_params": change_set["_resolved_params"],
        "_conditions": deployment.conditions,
        "StackStatus": "IMPORT_COMPLETE",
    })
    deployment.add_stack_event("IMPORT_COMPLETE")


def roll_back(stack, deployment, reason):
    stack["StackStatusReason"] = reason
    for status in ("IMPORT_ROLLBACK_IN_PROGRESS", "IMPORT_ROLLBACK_COMPLETE"):
        stack["StackStatus"] = status
        deployment.add_stack_event(status, reason)


async def import_resource(resource_type, physical_id, properties):
    """Returns the attributes of an existing resource that matches the template."""
    if resource_type == "AWS::EC2::SecurityGroup":
        return import_security_group(resource_type, physical_id, properties)
    resolved = resolve_dynamic_references(copy.deepcopy(properties))
    imported = await request_operation("import", resource_type, physicalId=physical_id, properties=resolved)
    return imported["attributes"]


def import_security_group(resource_type, physical_id, properties):
    group = ec2._security_groups.get(physical_id)
    if not group:
        raise ValueError(f"Resource of type '{resource_type}' with identifier '{physical_id}' was not found.")
    for name, value in (("GroupDescription", group["Description"]), ("VpcId", group["VpcId"])):
        if properties.get(name) != value:
            raise ValueError(f"{name} of {physical_id} is {value}, but {properties.get(name)} in the template")
    return {"GroupId": physical_id, "VpcId": group["VpcId"]}


def delete_change_set(params, delete):
    """Succeeds when the change set does not exist. The CDK CLI deletes a change set before it creates one."""
    if find_change_set(params):
        return delete(params)
    return _xml(200, "DeleteChangeSetResponse", "<DeleteChangeSetResult></DeleteChangeSetResult>")


def update_stack(params, update):
    """Allows the update of a stack after an import, whose status MiniStack does not support."""
    from ministack.services.cloudformation import _stacks
    name = _p(params, "StackName")
    stack = _stacks.get(name.split("/")[1] if name.startswith("arn:") else name)
    if stack and stack["StackStatus"] in ("IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"):
        stack["StackStatus"] = "UPDATE_COMPLETE"
    return update(params)
