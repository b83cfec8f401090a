package blogsearch.local;

import java.io.Reader;
import java.io.StringReader;
import java.text.ParseException;
import java.util.*;
import java.util.function.*;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymFilter;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.AbstractCharFilterFactory;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.*;
import org.elasticsearch.rest.*;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.Build;
import org.elasticsearch.xcontent.*;

/** Registers, under Elasticsearch's own names, the Lucene analysis components that Elasticsearch ships as a module. */
public final class AnalysisBridge extends Plugin implements AnalysisPlugin, ActionPlugin {

  interface Filter extends BiFunction<Settings, TokenStream, TokenStream> {}

  private static final Map<String, Filter> FILTERS = new TreeMap<>();
  static {
    FILTERS.put("asciifolding", (s, in) -> new ASCIIFoldingFilter(in, s.getAsBoolean("preserve_original", false)));
    FILTERS.put("snowball", (s, in) -> new SnowballFilter(in, s.get("language", "English")));
    FILTERS.put("porter_stem", (s, in) -> new PorterStemFilter(in));
    FILTERS.put("kstem", (s, in) -> new KStemFilter(in));
    FILTERS.put("stemmer", (s, in) -> stemmer(s.get("language", s.get("name", "english")), in));
    FILTERS.put("edge_ngram", (s, in) -> new EdgeNGramTokenFilter(in, s.getAsInt("min_gram", 1), s.getAsInt("max_gram", 2), s.getAsBoolean("preserve_original", false)));
    FILTERS.put("trim", (s, in) -> new TrimFilter(in));
    FILTERS.put("truncate", (s, in) -> new TruncateTokenFilter(in, s.getAsInt("length", 10)));
    FILTERS.put("length", (s, in) -> new LengthFilter(in, s.getAsInt("min", 0), s.getAsInt("max", Integer.MAX_VALUE)));
  }

  static class NF extends AbstractTokenFilterFactory implements org.elasticsearch.index.analysis.NormalizingTokenFilterFactory { final Filter make; final Settings settings; NF(String n, Filter m, Settings s){super(n);make=m;settings=s;} @Override public TokenStream create(TokenStream in){return make.apply(settings,in);} @Override public TokenStream normalize(TokenStream in){return create(in);} }
  private static TokenStream stemmer(String language, TokenStream in) {
    return switch (language.toLowerCase(Locale.ROOT)) {
      case "english" -> new PorterStemFilter(in);
      case "porter2" -> new SnowballFilter(in, "English");
      case "light_english" -> new KStemFilter(in);
      case "minimal_english" -> new EnglishMinimalStemFilter(in);
      case "possessive_english" -> new EnglishPossessiveFilter(in);
      default -> new SnowballFilter(in, Character.toUpperCase(language.charAt(0)) + language.substring(1));
    };
  }

  @Override public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    Map<String, AnalysisProvider<TokenFilterFactory>> out = new HashMap<>();
    FILTERS.forEach((type, make) -> out.put(type, (index, env, name, settings) -> new NF(name, make, settings)));
    out.put("synonym", AnalysisPlugin.requiresAnalysisSettings((index, env, name, s) -> new Synonyms(name, s, false)));
    out.put("synonym_graph", AnalysisPlugin.requiresAnalysisSettings((index, env, name, s) -> new Synonyms(name, s, true)));
    return out;
  }

  @Override public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
    return Map.of("html_strip", (index, env, name, settings) -> new AbstractCharFilterFactory(name) {
      @Override public Reader create(Reader in) { return new HTMLStripCharFilter(in, new HashSet<>(settings.getAsList("escaped_tags"))); }
    }, "mapping", (index, env, name, settings) -> new AbstractCharFilterFactory(name) {
      @Override public Reader create(Reader in) { org.apache.lucene.analysis.charfilter.NormalizeCharMap.Builder b = new org.apache.lucene.analysis.charfilter.NormalizeCharMap.Builder(); for (String r : settings.getAsList("mappings")) { String[] kv = r.split("\\s*=>\\s*"); b.add(kv[0], kv[1]); } return new org.apache.lucene.analysis.charfilter.MappingCharFilter(b.build(), in); }
    });
  }

  @Override public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of(
      "keyword", (i, e, name, s) -> TokenizerFactory.newFactory(name, KeywordTokenizer::new),
      "whitespace", (i, e, name, s) -> TokenizerFactory.newFactory(name, WhitespaceTokenizer::new));
  }

  /** Parses the rules with the analysis chain that stands before the filter, as Elasticsearch does. */
  private static final class Synonyms extends AbstractTokenFilterFactory {
    private final Settings settings; private final boolean graph;
    Synonyms(String name, Settings settings, boolean graph) { super(name); this.settings = settings; this.graph = graph; }
    @Override public TokenStream create(TokenStream in) { throw new IllegalStateException("call getChainAwareTokenFilterFactory first"); }
    @Override public TokenFilterFactory getChainAwareTokenFilterFactory(IndexCreationContext ctx, TokenizerFactory tokenizer, List<CharFilterFactory> chars, List<TokenFilterFactory> before, Function<String, TokenFilterFactory> all) {
      Analyzer analyzer = new CustomAnalyzer(tokenizer, chars.toArray(CharFilterFactory[]::new), before.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new));
      SynonymMap map;
      try {
        SolrSynonymParser parser = new SolrSynonymParser(true, settings.getAsBoolean("expand", true), analyzer);
        parser.parse(new StringReader(String.join("\n", settings.getAsList("synonyms"))));
        map = parser.build();
      } catch (java.io.IOException | ParseException e) { throw new IllegalArgumentException("failed to build synonyms", e); }
      String name = name();
      return new AbstractTokenFilterFactory(name) {
        @Override public TokenStream create(TokenStream in) {
          if (map.fst == null) return in;
          return graph ? new SynonymGraphFilter(in, map, false) : new SynonymFilter(in, map, false);
        }
      };
    }
  }

  @Override public List<RestHandler> getRestHandlers(RestHandlersServices services, Supplier<org.elasticsearch.cluster.node.DiscoveryNodes> nodes, Predicate<org.elasticsearch.features.NodeFeature> features) {
    return List.of(new BaseRestHandler() {
      @Override public String getName() { return "main"; }
      @Override public List<Route> routes() { return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/")); }
      @Override protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        return channel -> {
          var b = channel.newBuilder().startObject().field("name", nodes.get().getLocalNode().getName())
            .startObject("version").field("number", Build.current().version()).field("build_flavor", "default").field("lucene_version", org.apache.lucene.util.Version.LATEST.toString()).endObject()
            .field("tagline", "You Know, for Search").endObject();
          channel.sendResponse(new RestResponse(RestStatus.OK, b));
        };
      }
    });
  }
}
