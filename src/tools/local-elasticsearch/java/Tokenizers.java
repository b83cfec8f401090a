package blogsearch.local;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.classic.ClassicTokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.path.PathHierarchyTokenizer;
import org.apache.lucene.analysis.path.ReversePathHierarchyTokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.pattern.SimplePatternSplitTokenizer;
import org.apache.lucene.analysis.pattern.SimplePatternTokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The tokenizers that Elasticsearch adds to `standard`. */
final class Tokenizers {
  private static final int MAX_TOKEN_LENGTH = 255;
  private static final int BUFFER_SIZE = 256;

  private Tokenizers() {}

  /** Reads the settings once; what it returns makes a tokenizer for each stream. */
  private interface Maker {
    Supplier<Tokenizer> prepare(IndexSettings index, Settings settings);
  }

  static Map<String, AnalysisProvider<TokenizerFactory>> all() {
    Map<String, Maker> makers = new HashMap<>();
    makers.put("keyword", (i, s) -> () -> new KeywordTokenizer(s.getAsInt("buffer_size", BUFFER_SIZE)));
    makers.put("whitespace", (i, s) -> () -> new WhitespaceTokenizer(maxTokenLength(s)));
    makers.put("letter", (i, s) -> LetterTokenizer::new);
    makers.put("lowercase", (i, s) -> LowercaseTokenizer::new);
    makers.put("pattern", (i, s) -> pattern(s));
    makers.put("simple_pattern", (i, s) -> () -> new SimplePatternTokenizer(s.get("pattern", "")));
    makers.put("simple_pattern_split", (i, s) -> () -> new SimplePatternSplitTokenizer(s.get("pattern", "")));
    makers.put("ngram", Tokenizers::ngram);
    makers.put("edge_ngram", (i, s) -> edgeNgram(s));
    makers.put("char_group", (i, s) -> charGroup(s));
    makers.put("path_hierarchy", (i, s) -> pathHierarchy(s));
    makers.put("uax_url_email", (i, s) -> uaxUrlEmail(s));
    makers.put("classic", (i, s) -> classic(s));
    Map<String, AnalysisProvider<TokenizerFactory>> tokenizers = new HashMap<>();
    makers.forEach((type, maker) -> tokenizers.put(type,
      (index, env, name, settings) -> TokenizerFactory.newFactory(name, maker.prepare(index, settings))));
    return tokenizers;
  }

  /** Throws unless the sizes of the grams lie within index.max_ngram_diff. */
  static void checkNgramDifference(IndexSettings index, String what, int min, int max) {
    // _analyze without an index has no index settings.
    int allowed = index == null ? 1 : index.getMaxNgramDiff();
    if (max - min <= allowed) return;
    throw new IllegalArgumentException("The difference between max_gram and min_gram in NGram " + what
      + " must be less than or equal to: [" + allowed + "] but was [" + (max - min)
      + "]. This limit can be set by changing the [index.max_ngram_diff] index level setting.");
  }

  private static int maxTokenLength(Settings settings) {
    return settings.getAsInt("max_token_length", MAX_TOKEN_LENGTH);
  }

  private static Supplier<Tokenizer> pattern(Settings settings) {
    Pattern pattern = Regex.compile(settings.get("pattern", "\\W+"), settings.get("flags"));
    int group = settings.getAsInt("group", -1);
    return () -> new PatternTokenizer(pattern, group);
  }

  private static Supplier<Tokenizer> ngram(IndexSettings index, Settings settings) {
    int min = settings.getAsInt("min_gram", 1);
    int max = settings.getAsInt("max_gram", 2);
    checkNgramDifference(index, "Tokenizer", min, max);
    IntPredicate tokenChar = tokenChars(settings);
    return () -> new NGramTokenizer(min, max) {
      @Override
      protected boolean isTokenChar(int c) {
        return tokenChar.test(c);
      }
    };
  }

  private static Supplier<Tokenizer> edgeNgram(Settings settings) {
    int min = settings.getAsInt("min_gram", 1);
    int max = settings.getAsInt("max_gram", 2);
    IntPredicate tokenChar = tokenChars(settings);
    return () -> new EdgeNGramTokenizer(min, max) {
      @Override
      protected boolean isTokenChar(int c) {
        return tokenChar.test(c);
      }
    };
  }

  private static IntPredicate tokenChars(Settings settings) {
    return CharacterClasses.tokenChars(settings.getAsList("token_chars"), settings.get("custom_token_chars"));
  }

  private static Supplier<Tokenizer> charGroup(Settings settings) {
    IntPredicate separator = CharacterClasses.separators(settings.getAsList("tokenize_on_chars"));
    int length = maxTokenLength(settings);
    return () -> new CharTokenizer(TokenStream.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, length) {
      @Override
      protected boolean isTokenChar(int c) {
        return !separator.test(c);
      }
    };
  }

  private static Supplier<Tokenizer> pathHierarchy(Settings settings) {
    char delimiter = oneChar(settings, "delimiter", "/");
    char replacement = oneChar(settings, "replacement", String.valueOf(delimiter));
    int buffer = settings.getAsInt("buffer_size", 1024);
    int skip = settings.getAsInt("skip", 0);
    return settings.getAsBoolean("reverse", false)
      ? () -> new ReversePathHierarchyTokenizer(buffer, delimiter, replacement, skip)
      : () -> new PathHierarchyTokenizer(buffer, delimiter, replacement, skip);
  }

  private static char oneChar(Settings settings, String name, String fallback) {
    String text = settings.get(name, fallback);
    if (text.length() == 1) return text.charAt(0);
    throw new IllegalArgumentException(name + " must be a one char value");
  }

  private static Supplier<Tokenizer> uaxUrlEmail(Settings settings) {
    return () -> {
      UAX29URLEmailTokenizer tokenizer = new UAX29URLEmailTokenizer();
      tokenizer.setMaxTokenLength(maxTokenLength(settings));
      return tokenizer;
    };
  }

  private static Supplier<Tokenizer> classic(Settings settings) {
    return () -> {
      ClassicTokenizer tokenizer = new ClassicTokenizer();
      tokenizer.setMaxTokenLength(maxTokenLength(settings));
      return tokenizer;
    };
  }
}
