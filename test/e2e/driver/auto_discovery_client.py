"""A Memcached client with auto discovery for ElastiCache, in a process of its own: one JSON message a line, one answer a line.

The first message tells the configuration endpoint and the certificate authority; the others call a method of the client.
"""

import json
import ssl
import sys

from django_elastipymemcache.client import AWSElastiCacheClient

client = None


def open_client(endpoint, ca):
    global client
    client = AWSElastiCacheClient(
        endpoint,
        tls_context=ssl.create_default_context(cafile=ca),
        connect_timeout=5,
        timeout=5,
        discovery_interval=0.5,
    )
    return sorted(client.clients)


def answer(message):
    if "endpoint" in message:
        return open_client(message["endpoint"], message.get("ca"))
    if message["call"] == "nodes":
        return sorted(client.clients)
    reply = getattr(client, message["call"])(*message["args"])
    return reply.decode() if isinstance(reply, bytes) else reply


for line in sys.stdin:
    try:
        reply = {"reply": answer(json.loads(line))}
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
