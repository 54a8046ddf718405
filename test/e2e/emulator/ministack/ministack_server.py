"""MiniStack on a loopback port, extended by ElastiCache and by deployments that follow CloudFormation.

MiniStack provides the API of CloudFormation, STS, S3, IAM, EC2, Secrets Manager, and other services. This module
replaces or adds:

- deployments: updates, replacements, rollbacks, and deletion policies (stack_deployments.py);
- imports of existing resources (stack_imports.py);
- `AWS::ElastiCache::*`, which the adapter provides with real engines (adapter_client.py); types that neither MiniStack
  nor the adapter provides are stubs;
- the actions of the ElastiCache API that the tests and rotation functions call;
- rotation by Secrets Manager, which calls the rotation function (secret_rotation.py);
- `/_e2e/caller`, which returns the owner of an access key to the IAM authenticator of the caches.

The internals of MiniStack are private, so the version is pinned, and the start fails when a name is missing.
"""

import asyncio
import json
import os
import sys
from urllib.parse import parse_qs, unquote

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import adapter_client  # noqa: E402
import resource_handlers  # noqa: E402
import secret_rotation  # noqa: E402
import stack_deployments  # noqa: E402
import stack_imports  # noqa: E402
from hypercorn.asyncio import serve  # noqa: E402
from hypercorn.config import Config  # noqa: E402
from ministack.app import app as ministack  # noqa: E402
from ministack.services import iam, secretsmanager, sts  # noqa: E402
from ministack.services.cloudformation import changesets, handlers, provisioners, _stacks  # noqa: E402


def install_deployments():
    for module in (handlers, changesets):
        assert module._deploy_stack_async
        module._deploy_stack_async = stack_deployments.deploy
    assert handlers._delete_stack_async
    handlers._delete_stack_async = stack_deployments.delete

    # The CDK CLI deletes a stack by its ARN, but MiniStack requires a name.
    delete_stack = handlers._ACTION_HANDLERS["DeleteStack"]

    def delete_stack_by_name(params):
        name = params.get("StackName", "")
        name = name[0] if isinstance(name, list) else name
        if name.startswith("arn:"):
            params = {**params, "StackName": name.split("/")[1]}
        return delete_stack(params)

    handlers._ACTION_HANDLERS["DeleteStack"] = delete_stack_by_name


def install_resource_handlers():
    # MiniStack rejects alarms on metric expressions. Without a handler, a stub provides alarms.
    del provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]

    # Secrets are generated as in AWS, and are identified by their ARN.
    provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"] = {
        "create": resource_handlers.create_secret,
        "update": resource_handlers.update_secret,
        "delete": resource_handlers.delete_secret,
    }

    # Two stacks can have a policy of the same name in different roles.
    provisioners._RESOURCE_HANDLERS["AWS::IAM::Policy"] = {
        "create": resource_handlers.create_policy,
        "update": resource_handlers.update_policy,
        "delete": resource_handlers.delete_policy,
    }

    # MiniStack does not call the rotation function.
    assert secretsmanager._rotate_secret
    secretsmanager._rotate_secret = secret_rotation.rotate_secret


def find_caller(access_key):
    """Returns the owner of an access key: its secret key, role, and all policies of the role."""
    session = sts._sessions.get(access_key)
    if not session:
        return None
    role_name = session["Arn"].split("/")[1]
    role = iam._roles.get(role_name)
    if role is None:
        return None
    documents = list(role["InlinePolicies"].values())
    for attached in role["AttachedPolicies"]:
        policy = iam._policies.get(attached["PolicyArn"])
        if policy:
            documents += [version["Document"] for version in policy["Versions"] if version["IsDefaultVersion"]]
    policies = [json.loads(unquote(document)) if isinstance(document, str) else document for document in documents]
    return {"secretAccessKey": session["SecretAccessKey"], "role": role_name, "policies": policies}


async def respond(send, status, body, content_type="application/json"):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = [(b"content-type", content_type.encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def read_body(receive):
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


async def app(scope, receive, send):
    """Forwards requests to MiniStack, except for those to the ElastiCache API and of the IAM authenticator."""
    if scope["type"] != "http":
        return await ministack(scope, receive, send)
    if scope["path"] == "/_e2e/caller":
        caller = find_caller(parse_qs(scope["query_string"].decode())["accessKey"][0])
        return await respond(send, 200 if caller else 404, caller)

    authorization = dict(scope["headers"]).get(b"authorization", b"").decode()
    if "/elasticache/aws4_request" not in authorization:
        return await ministack(scope, receive, send)
    body = await read_body(receive)
    region = authorization.split("Credential=")[1].split("/")[2]
    request = {"operation": "api", "region": region, "query": body.decode()}
    answer = await asyncio.to_thread(adapter_client.call_adapter, request)
    await respond(send, answer["status"], answer["body"].encode(), "text/xml")


if __name__ == "__main__":
    install_deployments()
    install_resource_handlers()
    stack_imports.install()
    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.loglevel = "WARNING"
    asyncio.run(serve(app, config))
