"""A Memcached client with auto discovery for ElastiCache. It reads and prints one JSON message per line.

The first message contains the configuration endpoint and the certificate authority. The others call a method.
"""

import json
import ssl
import sys

from django_elastipymemcache.client import AWSElastiCacheClient

client = None


def open_client(endpoint, ca_file):
    global client
    client = AWSElastiCacheClient(
        endpoint,
        tls_context=ssl.create_default_context(cafile=ca_file),
        connect_timeout=5,
        timeout=5,
        discovery_interval=0.5,
    )
    return sorted(client.clients)


def handle_message(message):
    if "endpoint" in message:
        return open_client(message["endpoint"], message.get("ca"))
    if message["call"] == "nodes":
        return sorted(client.clients)
    reply = getattr(client, message["call"])(*message["args"])
    return reply.decode() if isinstance(reply, bytes) else reply


for line in sys.stdin:
    try:
        answer = {"reply": handle_message(json.loads(line))}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
