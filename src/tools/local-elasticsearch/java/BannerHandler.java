package blogsearch.local;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.util.Version;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;

/** GET and HEAD /: the name and version of the node, by which clients know Elasticsearch. */
final class BannerHandler extends BaseRestHandler {
  private final Supplier<ClusterState> state;

  BannerHandler(Supplier<ClusterState> state) {
    this.state = state;
  }

  @Override
  public String getName() {
    return "main_action";
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
  }

  @Override
  protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
    return channel -> channel.sendResponse(new RestResponse(RestStatus.OK, banner(channel.newBuilder())));
  }

  private XContentBuilder banner(XContentBuilder json) throws IOException {
    ClusterState cluster = state.get();
    return json.startObject()
      .field("name", cluster.nodes().getLocalNode().getName())
      .field("cluster_name", cluster.getClusterName().value())
      .field("cluster_uuid", cluster.metadata().clusterUUID())
      .startObject("version")
      .field("number", Build.current().version())
      .field("build_flavor", "default")
      .field("lucene_version", Version.LATEST.toString())
      .endObject()
      .field("tagline", "You Know, for Search")
      .endObject();
  }
}
