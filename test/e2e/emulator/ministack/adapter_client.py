"""Calls of the adapter, the HTTP server that provides the resources of ElastiCache with real engines."""

import asyncio
import json
import os
import urllib.request

from ministack.core.responses import get_account_id, get_region

ADAPTER_URL = os.environ["E2E_ADAPTER_URL"]


def call_adapter(message):
    """Sends a message to the adapter, and raises the errors that it returns as {"error": ...}."""
    request = urllib.request.Request(
        ADAPTER_URL, data=json.dumps(message).encode(), headers={"content-type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=300) as response:
        answer = json.loads(response.read())
    if isinstance(answer, dict) and answer.get("error"):
        raise ValueError(answer["error"])
    return answer


async def request_operation(operation, resource_type, **parameters):
    """Requests an operation on a resource in the current account and Region."""
    return await asyncio.to_thread(call_adapter, {
        "operation": operation,
        "type": resource_type,
        "region": get_region(),
        "account": get_account_id(),
        **parameters,
    })
