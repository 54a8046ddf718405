import os

from redis.cluster import RedisCluster

client = RedisCluster(
    host=os.environ["CACHE_HOST"],
    port=int(os.environ["CACHE_PORT"]),
    username=os.environ["CACHE_USER"],
    password=os.environ["CACHE_PASSWORD"],
    ssl=True,
    decode_responses=True,
)

client.set("app:greeting", "Hello from redis-py")
print(client.get("app:greeting"))

client.close()
