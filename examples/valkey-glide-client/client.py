import asyncio
import os

from glide import GlideClusterClient, GlideClusterClientConfiguration, NodeAddress, ServerCredentials


async def main():
    client = await GlideClusterClient.create(
        GlideClusterClientConfiguration(
            [NodeAddress(os.environ["CACHE_HOST"], int(os.environ["CACHE_PORT"]))],
            use_tls=True,
            credentials=ServerCredentials(username=os.environ["CACHE_USER"], password=os.environ["CACHE_PASSWORD"]),
        )
    )
    await client.set("app:greeting", "Hello from valkey-glide in Python")
    print((await client.get("app:greeting")).decode())
    await client.close()


asyncio.run(main())
