import asyncio
import os

from glide import (
    AdvancedGlideClusterClientConfiguration,
    GlideClusterClient,
    GlideClusterClientConfiguration,
    NodeAddress,
    ServerCredentials,
)


async def main():
    client = await GlideClusterClient.create(
        GlideClusterClientConfiguration(
            [NodeAddress(os.environ["CACHE_HOST"], int(os.environ["CACHE_PORT"]))],
            use_tls=True,
            # The default of 2 seconds is short for connections with TLS from a busy task.
            advanced_config=AdvancedGlideClusterClientConfiguration(connection_timeout=10_000),
            credentials=ServerCredentials(username=os.environ["CACHE_USER"], password=os.environ["CACHE_PASSWORD"]),
        )
    )
    await client.set("app:greeting", "Hello from valkey-glide in Python")
    print((await client.get("app:greeting")).decode())
    await client.close()


asyncio.run(main())
