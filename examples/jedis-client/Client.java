import java.net.URI;
import redis.clients.jedis.JedisPooled;

public class Client {
  public static void main(String[] args) {
    try (JedisPooled client = new JedisPooled(URI.create(System.getenv("REDIS_URL")))) {
      client.set("app:greeting", "Hello from Jedis");
      System.out.println(client.get("app:greeting"));
    }
  }
}
