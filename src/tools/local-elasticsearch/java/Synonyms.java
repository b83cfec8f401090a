package blogsearch.local;

import java.io.IOException;
import java.io.StringReader;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymFilter;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.synonym.WordnetSynonymParser;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalysisMode;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

/** The filters synonym and synonym_graph. The rules are read with the analysis that stands before the filter. */
@SuppressWarnings("deprecation")
final class Synonyms extends AbstractTokenFilterFactory {
  private final Settings settings;
  private final List<String> rules;
  private final boolean graph;
  private final boolean updateable;

  Synonyms(Environment env, String name, Settings settings, boolean graph) {
    super(name);
    this.settings = settings;
    this.graph = graph;
    this.updateable = settings.getAsBoolean("updateable", false);
    this.rules = Analysis.getWordList(env, settings, "synonyms");
    if (rules == null) {
      throw new IllegalArgumentException("synonym requires either `synonyms`, `synonyms_set` or `synonyms_path` to be configured");
    }
  }

  @Override
  public TokenStream create(TokenStream in) {
    throw new IllegalStateException("Call getChainAwareTokenFilterFactory to specialize this factory for an analysis chain first");
  }

  @Override
  public AnalysisMode getAnalysisMode() {
    return updateable ? AnalysisMode.SEARCH_TIME : AnalysisMode.ALL;
  }

  @Override
  public TokenFilterFactory getChainAwareTokenFilterFactory(
      IndexCreationContext context, TokenizerFactory tokenizer, List<CharFilterFactory> charFilters,
      List<TokenFilterFactory> before, Function<String, TokenFilterFactory> all) {
    SynonymMap map = read(new CustomAnalyzer(
      tokenizer,
      charFilters.toArray(CharFilterFactory[]::new),
      before.stream().map(TokenFilterFactory::getSynonymFilter).toArray(TokenFilterFactory[]::new)));
    return new Ready(name(), map);
  }

  private SynonymMap read(Analyzer analyzer) {
    boolean expand = settings.getAsBoolean("expand", true);
    boolean lenient = settings.getAsBoolean("lenient", updateable);
    SynonymMap.Parser parser = "wordnet".equalsIgnoreCase(settings.get("format", ""))
      ? new WordnetSynonymParser(true, expand, analyzer)
      : new Solr(expand, lenient, analyzer);
    try {
      parser.parse(new StringReader(String.join("\n", rules)));
      return parser.build();
    } catch (IOException | ParseException problem) {
      throw new IllegalArgumentException("failed to build synonyms", problem);
    }
  }

  private final class Ready extends AbstractTokenFilterFactory {
    private final SynonymMap map;

    Ready(String name, SynonymMap map) {
      super(name);
      this.map = map;
    }

    @Override
    public TokenStream create(TokenStream in) {
      if (map.fst == null) return in;
      return graph ? new SynonymGraphFilter(in, map, false) : new SynonymFilter(in, map, false);
    }

    @Override
    public TokenFilterFactory getSynonymFilter() {
      return IDENTITY_FILTER;
    }

    @Override
    public AnalysisMode getAnalysisMode() {
      return Synonyms.this.getAnalysisMode();
    }
  }

  /** Leaves out the rules that the analysis cannot read when it is lenient. */
  private static final class Solr extends SolrSynonymParser {
    private final boolean lenient;

    Solr(boolean expand, boolean lenient, Analyzer analyzer) {
      super(true, expand, analyzer);
      this.lenient = lenient;
    }

    @Override
    public void add(CharsRef input, CharsRef output, boolean includeOriginal) {
      if (!lenient || (input.length > 0 && output.length > 0)) super.add(input, output, includeOriginal);
    }

    @Override
    public CharsRef analyze(String text, CharsRefBuilder reuse) throws IOException {
      try {
        return super.analyze(text, reuse);
      } catch (IllegalArgumentException problem) {
        if (lenient) return new CharsRef("");
        throw problem;
      }
    }
  }
}
