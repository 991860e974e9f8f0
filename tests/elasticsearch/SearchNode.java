import com.carrotsearch.randomizedtesting.RandomizedRunner;
import com.carrotsearch.randomizedtesting.annotations.ThreadLeakScope;
import com.carrotsearch.randomizedtesting.annotations.TimeoutSuite;
import java.nio.file.Path;
import java.util.List;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.MockNode;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.transport.netty4.Netty4Plugin;
import org.junit.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.junit.runner.RunWith;

/**
 * One real Elasticsearch node on this machine: {@code SearchNode FOLDER PORT}.
 *
 * <p>The published server lacks the module that speaks HTTP; its test framework takes that
 * module from the class path, but only inside its own runner. Hence a test that never ends
 * by itself: the node stops when standard input closes, so it cannot outlive its parent.
 */
@RunWith(RandomizedRunner.class)
@ThreadLeakScope(ThreadLeakScope.Scope.NONE)
@TimeoutSuite(millis = SearchNode.LONGEST_RUN)
public final class SearchNode {
    static final int LONGEST_RUN = 24 * 3600 * 1000;

    private static Path home;
    private static String port;

    public static void main(String[] arguments) {
        home = Path.of(arguments[0]).toAbsolutePath();
        port = arguments[1];
        Result result = JUnitCore.runClasses(SearchNode.class);
        result.getFailures().forEach(failure -> System.err.println(failure.getTrace()));
        System.exit(result.wasSuccessful() ? 0 : 1);
    }

    @Test
    public void run() throws Exception {
        List<Class<? extends Plugin>> plugins = List.of(Netty4Plugin.class);
        try (Node node = new MockNode(settings(), plugins)) {
            node.start();
            while (System.in.read() >= 0) {
                // Whatever is said, only the end counts.
            }
        }
    }

    private static Settings settings() {
        return Settings.builder()
            .put(Environment.PATH_HOME_SETTING.getKey(), home.toString())
            .put("cluster.name", "gbw-tests")
            .put("node.name", "one")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.type", "netty4")
            .put("http.port", port)
            .put("transport.type", "netty4")
            .put("transport.port", "0")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    }
}
