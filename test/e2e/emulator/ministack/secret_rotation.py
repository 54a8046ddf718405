"""Rotation by AWS Secrets Manager: calls the rotation function step by step, as AWS does."""

import asyncio
import json

from ministack.core.responses import error_response_json, json_response, new_uuid
from ministack.services import lambda_svc, secretsmanager

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")


async def configure_rotation(properties):
    """Configures the rotation function of a secret.

    If the secret is not rotated immediately, AWS tests the function by calling the step testSecret on a copy of the
    current version.
    """
    _, secret = secretsmanager._resolve(properties["SecretId"])
    if secret is None:
        raise ValueError("Secrets Manager can't find the specified secret.")
    secret.update({
        "RotationEnabled": True,
        "RotationLambdaARN": properties["RotationLambdaARN"],
        "RotationRules": properties.get("RotationRules"),
    })
    if str(properties.get("RotateImmediatelyOnUpdate", True)).lower() == "true":
        await asyncio.to_thread(run_steps, secret, new_uuid(), STEPS)
    else:
        token = new_uuid()
        _, current = secretsmanager._find_stage_version(secret, "AWSCURRENT")
        secret["Versions"][token] = {**current, "Stages": ["AWSPENDING"]}
        try:
            await asyncio.to_thread(run_steps, secret, token, ("testSecret",))
        finally:
            secret["Versions"].pop(token)
    return secret["ARN"], {"Id": secret["ARN"]}


def rotate_secret(data):
    """RotateSecret: answers immediately, and runs the steps in the background."""
    _, secret = secretsmanager._resolve(data.get("SecretId"))
    if secret is None:
        return error_response_json(
            "ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 400)
    if not secret.get("RotationLambdaARN"):
        return error_response_json(
            "InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.", 400)
    token = data.get("ClientRequestToken") or new_uuid()
    asyncio.get_running_loop().create_task(asyncio.to_thread(run_steps, secret, token, STEPS))
    return json_response({"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": token})


def run_steps(secret, token, steps):
    function_arn = secret["RotationLambdaARN"]
    record, config, _ = lambda_svc._get_func_record_for_ref(function_arn)
    if record is None:
        raise ValueError(f"Secrets Manager cannot invoke the function {function_arn}.")
    for step in steps:
        event = {"SecretId": secret["ARN"], "ClientRequestToken": token, "Step": step}
        execution = lambda_svc._execution_record_for_config(record, config)
        answer = lambda_svc._execute_function_with_config_scope(execution, event)
        if answer.get("error"):
            raise ValueError(f"The rotation failed at {step}: {json.dumps(answer.get('body'), default=str)}")
