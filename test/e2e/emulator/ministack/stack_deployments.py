"""Stack deployments that follow CloudFormation where MiniStack differs from it.

- Properties are validated against the schema of the resource type before a resource is created.
- An update replaces a resource or updates it, as the schema specifies. Replaced and removed resources are deleted at
  the end.
- A failed update is rolled back to the previous properties, and does not affect resources of the earlier deployment.
- Dynamic references are resolved only when a resource is created or updated.
- Deletion policies are respected.
"""

import asyncio
import copy
import re

import secret_rotation
from adapter_client import request_operation
from dynamic_references import resolve_dynamic_references
from ministack.core.responses import now_iso
from ministack.services.cloudformation import engine, provisioners
from ministack.services.cloudformation.stacks import _add_event

STACK_TYPE = "AWS::CloudFormation::Stack"
ROTATION_TYPE = "AWS::SecretsManager::RotationSchedule"

# Resource types whose update is the same as their creation, because they are identified by name.
TYPES_UPDATED_BY_NAME = re.compile(
    r"AWS::(IAM|CloudWatch|Events|Lambda::Function|SSM|SNS::Topic$|SNS::TopicPolicy|S3::BucketPolicy)")


class Deployment:
    """A template with its parameters, and the resources of its stack."""

    def __init__(self, name, stack_id, template, params):
        self.name, self.stack_id, self.template = name, stack_id, template
        self.conditions = engine._evaluate_conditions(template, params)
        definitions = template.get("Parameters", {})
        self.params = {key: parse_parameter(definitions.get(key, {}), param) for key, param in params.items()}
        self.resources = {}

    def resolve(self, value):
        return engine._resolve_refs(copy.deepcopy(value), self.resources, self.params, self.conditions,
                                    self.template.get("Mappings", {}), self.name, self.stack_id)

    def resolve_properties(self, definition):
        return remove_no_value(self.resolve(definition.get("Properties", {})))

    def add_event(self, logical_id, resource_type, status, reason="", physical_id=""):
        _add_event(self.stack_id, self.name, logical_id, resource_type, status, reason, physical_id)

    def add_stack_event(self, status, reason=""):
        self.add_event(self.name, STACK_TYPE, status, reason, self.stack_id)

    async def create_resource(self, logical_id, resource_type, properties):
        """Creates a resource, and returns its physical id and attributes."""
        if is_custom_resource(resource_type):
            return await asyncio.to_thread(
                provisioners._provision_resource, resource_type, logical_id, properties, self.name)
        await request_operation("validate", resource_type, properties=properties)
        resolved = resolve_dynamic_references(properties)
        if resource_type == ROTATION_TYPE:
            return await secret_rotation.configure_rotation(resolved)
        if resource_type in provisioners._RESOURCE_HANDLERS:
            return provisioners._provision_resource(resource_type, logical_id, resolved, self.name)
        created = await request_operation(
            "create", resource_type, logicalId=logical_id, stack=self.name, properties=resolved)
        return created["physicalId"], created["attributes"]

    async def update_resource(self, logical_id, resource_type, old, properties):
        """Updates a resource without replacing it, and returns its physical id and attributes."""
        physical_id, old_properties = old["PhysicalResourceId"], old["Properties"]
        if is_custom_resource(resource_type):
            return await asyncio.to_thread(
                provisioners._update_resource, resource_type, physical_id, old_properties, properties,
                self.name, logical_id, old["Attributes"])
        await request_operation("validate", resource_type, properties=properties)
        resolved = resolve_dynamic_references(properties)
        if resource_type == ROTATION_TYPE:
            return await secret_rotation.configure_rotation(resolved)
        handler = provisioners._RESOURCE_HANDLERS.get(resource_type)
        if handler:
            if "update" in handler or TYPES_UPDATED_BY_NAME.match(resource_type):
                return provisioners._update_resource(
                    resource_type, physical_id, old_properties, resolved, self.name, logical_id, old["Attributes"])
            # MiniStack does not store the properties of these types that can be updated.
            return physical_id, old["Attributes"]
        updated = await request_operation(
            "update", resource_type, logicalId=logical_id, stack=self.name, physicalId=physical_id,
            properties=resolved, oldProperties=old_properties)
        return physical_id, updated["attributes"]

    async def delete_resource(self, logical_id, resource_type, resource, policy):
        physical_id, properties = resource["PhysicalResourceId"], resource["Properties"]
        if policy.startswith("Retain"):
            self.add_event(logical_id, resource_type, "DELETE_SKIPPED", physical_id=physical_id)
            return
        self.add_event(logical_id, resource_type, "DELETE_IN_PROGRESS", physical_id=physical_id)
        try:
            if is_custom_resource(resource_type):
                await asyncio.to_thread(
                    provisioners._delete_resource, resource_type, physical_id, properties, self.name, logical_id)
            elif resource_type in provisioners._RESOURCE_HANDLERS:
                provisioners._delete_resource(resource_type, physical_id, properties, self.name, logical_id)
            else:
                await request_operation("delete", resource_type, physicalId=physical_id, properties=properties,
                                        snapshot=policy == "Snapshot")
            self.add_event(logical_id, resource_type, "DELETE_COMPLETE", physical_id=physical_id)
        except Exception as error:
            self.add_event(logical_id, resource_type, "DELETE_FAILED", str(error), physical_id)
            raise

    async def try_delete_resource(self, logical_id, resource, policy):
        """Deletes a resource. A resource that cannot be deleted is left, and the deployment continues."""
        try:
            await self.delete_resource(logical_id, resource["ResourceType"], resource, policy)
        except Exception:
            pass


class StackUpdate:
    """The changes that a deployment makes to the resources of the previous deployment."""

    def __init__(self, deployment, previous_stack):
        self.deployment = deployment
        self.previous_stack = previous_stack or {}
        self.old_resources = self.previous_stack.get("_resources", {})
        self.old_definitions = self.previous_stack.get("_template", {}).get("Resources", {})
        self.logical_ids = []
        self.changed = []
        self.replaced = []
        # The resource that is deployed at the moment, for error messages.
        self.current = (deployment.name, STACK_TYPE)
        deployment.resources = dict(self.old_resources)

    async def deploy_resources(self):
        definitions = self.deployment.template.get("Resources", {})
        self.logical_ids = engine._topological_sort(definitions, self.deployment.conditions)
        for logical_id in self.logical_ids:
            await self.deploy_resource(logical_id, definitions[logical_id])

    async def deploy_resource(self, logical_id, definition):
        deployment, resource_type = self.deployment, definition["Type"]
        self.current = (logical_id, resource_type)
        properties = deployment.resolve_properties(definition)
        old = self.old_resources.get(logical_id)
        has_same_type = old and old["ResourceType"] == resource_type
        if has_same_type and old["Properties"] == properties:
            return
        strategy = await select_strategy(old, definition, properties) if has_same_type else "create"

        deployment.add_event(logical_id, resource_type, "UPDATE_IN_PROGRESS" if old else "CREATE_IN_PROGRESS")
        if strategy == "update":
            physical_id, attributes = await deployment.update_resource(logical_id, resource_type, old, properties)
        else:
            if old:
                deployment.add_event(logical_id, resource_type, "UPDATE_IN_PROGRESS",
                                     "Requested update requires the creation of a new physical resource")
            physical_id, attributes = await deployment.create_resource(logical_id, resource_type, properties)
        if old and physical_id != old["PhysicalResourceId"]:
            self.replaced.append((logical_id, old))
        self.changed.append((logical_id, resource_type, old))
        status = "UPDATE_COMPLETE" if old else "CREATE_COMPLETE"
        deployment.resources[logical_id] = create_record(
            logical_id, resource_type, physical_id, properties, attributes, status)
        deployment.add_event(logical_id, resource_type, status, physical_id=physical_id)

    async def delete_old_resources(self, stack):
        """Deletes replaced resources, and those that are no longer in the template."""
        removed = [
            logical_id for logical_id in engine._topological_sort(self.old_definitions, {})
            if logical_id in self.old_resources and logical_id not in self.logical_ids
        ]
        if self.replaced or removed:
            stack["StackStatus"] = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
            self.deployment.add_stack_event("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
        for logical_id, old in reversed(self.replaced):
            policy = get_policy(self.old_definitions[logical_id], is_replaced=True)
            await self.deployment.try_delete_resource(logical_id, old, policy)
        for logical_id in reversed(removed):
            policy = get_policy(self.old_definitions[logical_id])
            await self.deployment.try_delete_resource(logical_id, self.old_resources[logical_id], policy)
            self.deployment.resources.pop(logical_id)

    async def roll_back(self, stack, prefix, disable_rollback, reason):
        """Restores the previous resources, unless rollback is disabled."""
        deployment = self.deployment
        stack["StackStatusReason"] = reason
        if disable_rollback:
            stack["_resources"] = deployment.resources
            stack["StackStatus"] = f"{prefix}_FAILED"
            deployment.add_stack_event(stack["StackStatus"], reason)
            return
        rollback_prefix = "UPDATE_ROLLBACK" if prefix == "UPDATE" else "ROLLBACK"
        stack["StackStatus"] = f"{rollback_prefix}_IN_PROGRESS"
        deployment.add_stack_event(stack["StackStatus"], reason)
        failure = await self.restore_resources()
        if self.previous_stack:
            restored_keys = ("_resources", "_template", "_template_body", "_resolved_params", "Outputs")
            stack.update({key: self.previous_stack[key] for key in restored_keys})
        else:
            stack["_resources"] = {}
        stack["StackStatus"] = f"{rollback_prefix}_FAILED" if failure else f"{rollback_prefix}_COMPLETE"
        deployment.add_stack_event(stack["StackStatus"], failure or "")

    async def restore_resources(self):
        """Reverts all changes in reverse order, and returns the last error."""
        failure = None
        for logical_id, resource_type, old in reversed(self.changed):
            new = self.deployment.resources[logical_id]
            try:
                if old and new["PhysicalResourceId"] == old["PhysicalResourceId"]:
                    await self.deployment.update_resource(logical_id, resource_type, new, old["Properties"])
                    self.deployment.add_event(logical_id, resource_type, "UPDATE_COMPLETE",
                                              physical_id=old["PhysicalResourceId"])
                else:
                    await self.deployment.delete_resource(logical_id, resource_type, new, "Delete")
            except Exception as error:
                failure = f"{logical_id}: {error}"
        return failure


async def select_strategy(old, definition, properties):
    """Returns "update" or "create": whether an existing resource is updated or replaced."""
    if is_custom_resource(definition["Type"]):
        return "update"
    comparison = await request_operation(
        "compare", definition["Type"], properties=properties, oldProperties=old["Properties"],
        updatePolicy=definition.get("UpdatePolicy"))
    return comparison["strategy"]


def is_custom_resource(resource_type):
    return resource_type.startswith("Custom::") or resource_type == "AWS::CloudFormation::CustomResource"


def parse_parameter(definition, param):
    """Splits the values of list parameters."""
    is_list = re.match(r"CommaDelimitedList|List<", definition.get("Type", "String"))
    if not is_list or isinstance(param["Value"], list):
        return param
    return {**param, "Value": [item.strip() for item in param["Value"].split(",") if item.strip()]}


def remove_no_value(value):
    """Removes everything that refers to `AWS::NoValue`."""
    if isinstance(value, dict):
        return {key: remove_no_value(item) for key, item in value.items() if item is not engine._NO_VALUE}
    if isinstance(value, list):
        return [remove_no_value(item) for item in value if item is not engine._NO_VALUE]
    return value


def get_policy(definition, is_replaced=False):
    return definition.get("UpdateReplacePolicy" if is_replaced else "DeletionPolicy") or "Delete"


def create_record(logical_id, resource_type, physical_id, properties, attributes, status):
    """Creates the record of a resource. Its properties contain unresolved dynamic references, as in the template."""
    return {
        "PhysicalResourceId": physical_id,
        "ResourceType": resource_type,
        "ResourceStatus": status,
        "LogicalResourceId": logical_id,
        "Properties": properties,
        "Attributes": attributes,
        "Timestamp": now_iso(),
    }


async def deploy(stack_name, stack_id, template, param_values, disable_rollback, tags, is_update=False,
                 previous_stack=None):
    """Creates or updates a stack."""
    from ministack.services.cloudformation import _stacks
    stack = _stacks[stack_name]
    prefix = "UPDATE" if is_update else "CREATE"
    deployment = Deployment(stack_name, stack_id, template, param_values)
    update = StackUpdate(deployment, previous_stack)
    try:
        await update.deploy_resources()
    except Exception as error:
        logical_id, resource_type = update.current
        status = "UPDATE_FAILED" if logical_id in update.old_resources else "CREATE_FAILED"
        deployment.add_event(logical_id, resource_type, status, str(error))
        await update.roll_back(stack, prefix, disable_rollback, f"Resource {logical_id} failed: {error}")
        return

    await update.delete_old_resources(stack)

    stack.update({
        "_resources": deployment.resources,
        "_template": template,
        "_resolved_params": param_values,
        "_conditions": deployment.conditions,
    })
    update_outputs(stack, deployment)
    stack["StackStatus"] = f"{prefix}_COMPLETE"
    deployment.add_stack_event(stack["StackStatus"])


def update_outputs(stack, deployment):
    """Replaces the outputs and exports of a stack."""
    from ministack.services.cloudformation import _exports
    remove_exports(deployment.stack_id)
    stack["Outputs"] = []
    for name, definition in deployment.template.get("Outputs", {}).items():
        if definition.get("Condition") and not deployment.conditions.get(definition["Condition"], True):
            continue
        output = {
            "OutputKey": name,
            "OutputValue": str(deployment.resolve(definition["Value"])),
            "Description": definition.get("Description", ""),
        }
        if definition.get("Export"):
            export_name = str(deployment.resolve(definition["Export"]["Name"]))
            output["ExportName"] = export_name
            _exports[export_name] = {
                "StackId": deployment.stack_id, "Name": export_name, "Value": output["OutputValue"],
            }
        stack["Outputs"].append(output)


def remove_exports(stack_id):
    from ministack.services.cloudformation import _exports
    for name in [name for name, export in _exports.items() if export["StackId"] == stack_id]:
        _exports.pop(name)


async def delete(stack_name, stack_id):
    """Deletes a stack."""
    from ministack.services.cloudformation import _stacks
    stack = _stacks.get(stack_name)
    if not stack:
        return
    template = stack.get("_template") or {}
    deployment = Deployment(stack_name, stack_id, template, stack.get("_resolved_params", {}))
    deployment.resources = stack.get("_resources", {})
    stack["StackStatus"] = "DELETE_IN_PROGRESS"
    deployment.add_stack_event("DELETE_IN_PROGRESS")
    definitions = template.get("Resources", {})
    failure = None
    for logical_id in reversed(engine._topological_sort(definitions, deployment.conditions)):
        resource = deployment.resources.get(logical_id)
        if resource is None:
            continue
        try:
            policy = get_policy(definitions[logical_id])
            await deployment.delete_resource(logical_id, resource["ResourceType"], resource, policy)
            deployment.resources.pop(logical_id)
        except Exception as error:
            failure = f"The following resource(s) failed to delete: [{logical_id}]. {error}"
    if failure:
        stack["StackStatus"], stack["StackStatusReason"] = "DELETE_FAILED", failure
        deployment.add_stack_event("DELETE_FAILED", failure)
        return
    remove_exports(stack_id)
    stack["StackStatus"] = "DELETE_COMPLETE"
    deployment.add_stack_event("DELETE_COMPLETE")
