import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Usage: LocalNode PROGRAM setting=value ... ; PROGRAM holds lib, modules and config.
 * Runs one Elasticsearch node on 127.0.0.1 until SIGTERM, or until the process named by
 * -Dblogsearch.parent=PID ends. Exits with 1 when the node cannot start.
 */
public final class LocalNode {
  public static void main(String[] args) throws InterruptedException {
    try {
      run(args);
    } catch (Throwable problem) {
      problem.printStackTrace();
      // Threads of a half-started node would keep the process alive.
      Runtime.getRuntime().halt(1);
    }
    Thread.currentThread().join();
  }

  private static void run(String[] args) throws Exception {
    Path program = Path.of(args[0]).toAbsolutePath();
    LogConfigurator.registerErrorListener();
    Environment environment = new Environment(settings(program, args), program.resolve("config"));
    LogConfigurator.setNodeName(environment.settings().get("node.name"));
    LogConfigurator.configureESLogging();
    LogConfigurator.configure(environment, true);
    var modules = PluginsLoader.loadModulesBundles(environment.modulesDir(), false);
    Node node = new Node(environment, PluginsLoader.createPluginsLoader(modules, Set.of(), Map.of(), false));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
    endWithParent();
    node.start();
  }

  private static Settings settings(Path program, String[] args) {
    Settings.Builder settings = Settings.builder()
      .put("path.home", program.toString())
      .put("network.host", "127.0.0.1");
    for (int i = 1; i < args.length; i++) {
      String[] pair = args[i].split("=", 2);
      // A path may hold a comma: only the settings that are lists are taken apart.
      boolean list = pair[0].equals("discovery.seed_hosts") || pair[0].equals("cluster.initial_master_nodes");
      if (list) settings.putList(pair[0], pair[1].split(","));
      else settings.put(pair[0], pair[1]);
    }
    return settings.build();
  }

  private static void close(Node node) {
    try {
      node.prepareForClose();
      node.close();
    } catch (Exception problem) {
      problem.printStackTrace();
    }
  }

  private static void endWithParent() {
    Long parent = Long.getLong("blogsearch.parent");
    if (parent == null) return;
    Runnable end = () -> new Thread(() -> System.exit(0)).start();
    ProcessHandle.of(parent).ifPresentOrElse(process -> process.onExit().thenRun(end), end);
  }
}
