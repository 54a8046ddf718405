"""MiniStack on a loopback port, with the ElastiCache and the deployments that it lacks.

MiniStack brings CloudFormation's API, STS, S3, IAM, EC2, Secrets Manager and what else a stack needs. Taken over here:

- deployments, which follow CloudFormation in updates, replacements, rollbacks and deletion policies (deployments.py);
- imports of resources that exist (imports.py);
- `AWS::ElastiCache::*`, which the bridge provides with real engines; types that MiniStack does not know are only recorded;
- the few actions of the ElastiCache API that tell about caches, and that rotations and migrations call;
- rotations of Secrets Manager, which call their function (rotations.py);
- `/_e2e/caller`, by which the doors of the caches learn who signed a token.

Its insides are private: the version is pinned, and a name that is gone ends the start.
"""

import asyncio
import json
import os
import sys
from urllib.parse import parse_qs, unquote

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import deployments  # noqa: E402
import imports  # noqa: E402
import rotations  # noqa: E402
from hypercorn.asyncio import serve  # noqa: E402
from hypercorn.config import Config  # noqa: E402
from ministack.app import app as ministack  # noqa: E402
from ministack.services import iam, secretsmanager, sts  # noqa: E402
from ministack.services.cloudformation import changesets, handlers, provisioners, _stacks  # noqa: E402


def take_over_deployments():
    for module in (handlers, changesets):
        assert module._deploy_stack_async
        module._deploy_stack_async = deployments.deploy
    assert handlers._delete_stack_async
    handlers._delete_stack_async = deployments.delete

    # The CDK deletes a stack by its ARN, which MiniStack takes for a name.
    delete_stack = handlers._ACTION_HANDLERS["DeleteStack"]

    def delete_by_name(params):
        name = params.get("StackName", "")
        name = name[0] if isinstance(name, list) else name
        if name.startswith("arn:"):
            params = {**params, "StackName": name.split("/")[1]}
        return delete_stack(params)

    handlers._ACTION_HANDLERS["DeleteStack"] = delete_by_name

    # It refuses alarms over expressions; alarms are only recorded.
    del provisioners._RESOURCE_HANDLERS["AWS::CloudWatch::Alarm"]

    # Secrets are generated as AWS does it, and named by their ARN.
    provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"] = {
        "create": deployments.create_secret,
        "update": deployments.update_secret,
        "delete": deployments.delete_secret,
    }

    # Two stacks may have a policy of the same name, each in a role of its own.
    provisioners._RESOURCE_HANDLERS["AWS::IAM::Policy"] = {
        "create": deployments.put_policy,
        "update": deployments.update_policy,
        "delete": deployments.delete_policy,
    }

    # It only tells that it rotates.
    assert secretsmanager._rotate_secret
    secretsmanager._rotate_secret = rotations.rotate


def caller(access_key):
    """Who has this access key: its secret, and all policies of the role behind it."""
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
    parsed = [json.loads(unquote(document)) if isinstance(document, str) else document for document in documents]
    return {"secretAccessKey": session["SecretAccessKey"], "role": role_name, "policies": parsed}


async def respond(send, status, body, kind="application/json"):
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind.encode())]})
    await send({"type": "http.response.body", "body": body if isinstance(body, bytes) else json.dumps(body).encode()})


async def app(scope, receive, send):
    if scope["type"] != "http":
        return await ministack(scope, receive, send)
    if scope["path"] == "/_e2e/caller":
        found = caller(parse_qs(scope["query_string"].decode())["accessKey"][0])
        return await respond(send, 200 if found else 404, found)

    authorization = dict(scope["headers"]).get(b"authorization", b"").decode()
    if "/elasticache/aws4_request" not in authorization:
        return await ministack(scope, receive, send)
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    region = authorization.split("Credential=")[1].split("/")[2]
    answer = await asyncio.to_thread(deployments.bridge, {"operation": "api", "region": region, "query": body.decode()})
    await respond(send, answer["status"], answer["body"].encode(), "text/xml")


if __name__ == "__main__":
    take_over_deployments()
    imports.take_over()
    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.loglevel = "WARNING"
    asyncio.run(serve(app, config))
