import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/**
 * A real Neo4j Community server for tests: DATA_FOLDER PORT PASSWORD. Prints `ready URI`, ends on SIGTERM, and when its
 * standard input closes: a test run that was killed must not leave a server behind.
 */
public class Neo4jServer {
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    SocketAddress address = new SocketAddress("127.0.0.1", port);
    Path home = Path.of(args[0]);
    // A server that comes back has its password already, and refuses to be given the same one again.
    boolean fresh = !Files.exists(home.resolve("data"));
    DatabaseManagementService server =
        new DatabaseManagementServiceBuilder(home)
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(128))
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    if (fresh) {
      try (var transaction = server.database("system").beginTx()) {
        transaction.execute(
            "ALTER USER neo4j SET PASSWORD $p CHANGE NOT REQUIRED", Map.of("p", args[2]));
        transaction.commit();
      }
    }
    System.out.println("ready bolt://127.0.0.1:" + port);
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
