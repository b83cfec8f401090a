package blogsearch.local;

import java.io.Reader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.AbstractCharFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** The char filters html_strip, mapping and pattern_replace; the last two may stand in a normalizer. */
final class CharFilters {
  private CharFilters() {}

  static Map<String, AnalysisProvider<CharFilterFactory>> all() {
    Map<String, AnalysisProvider<CharFilterFactory>> filters = new HashMap<>();
    filters.put("html_strip", (index, env, name, settings) -> htmlStrip(name, settings));
    filters.put("mapping", AnalysisPlugin.requiresAnalysisSettings(
      (index, env, name, settings) -> new Normalizing(name, mapping(env, settings))));
    filters.put("pattern_replace", AnalysisPlugin.requiresAnalysisSettings(
      (index, env, name, settings) -> new Normalizing(name, patternReplace(name, settings))));
    return filters;
  }

  private static CharFilterFactory htmlStrip(String name, Settings settings) {
    Set<String> escapedTags = new HashSet<>(settings.getAsList("escaped_tags"));
    return new AbstractCharFilterFactory(name) {
      @Override
      public Reader create(Reader in) {
        return new HTMLStripCharFilter(in, escapedTags);
      }
    };
  }

  private static UnaryOperator<Reader> mapping(Environment env, Settings settings) {
    List<String> rules = Analysis.getWordList(env, settings, "mappings");
    if (rules == null) {
      throw new IllegalArgumentException("mapping requires either `mappings` or `mappings_path` to be configured");
    }
    NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
    for (String text : rules) {
      Rules rule = Rules.parse(text);
      builder.add(rule.left(), rule.right());
    }
    NormalizeCharMap map = builder.build();
    return in -> new MappingCharFilter(map, in);
  }

  private static UnaryOperator<Reader> patternReplace(String name, Settings settings) {
    String text = settings.get("pattern");
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("pattern is missing for [" + name + "] char filter of type 'pattern_replace'");
    }
    Pattern pattern = Regex.compile(text, settings.get("flags"));
    String replacement = settings.get("replacement", "");
    return in -> new PatternReplaceCharFilter(pattern, replacement, in);
  }

  private static final class Normalizing extends AbstractCharFilterFactory implements NormalizingCharFilterFactory {
    private final UnaryOperator<Reader> make;

    Normalizing(String name, UnaryOperator<Reader> make) {
      super(name);
      this.make = make;
    }

    @Override
    public Reader create(Reader in) {
      return make.apply(in);
    }
  }
}
