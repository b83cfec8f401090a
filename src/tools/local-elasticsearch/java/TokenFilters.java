package blogsearch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.bn.BengaliNormalizationFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.ckb.SoraniNormalizationFilter;
import org.apache.lucene.analysis.classic.ClassicFilter;
import org.apache.lucene.analysis.commongrams.CommonGramsFilter;
import org.apache.lucene.analysis.commongrams.CommonGramsQueryFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishLowerCaseFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.FingerprintFilter;
import org.apache.lucene.analysis.miscellaneous.KeepWordFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.ScandinavianFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.ScandinavianNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.sr.SerbianNormalizationFilter;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** The token filters that Elasticsearch adds to those of its server. */
final class TokenFilters {
  private final Map<String, AnalysisProvider<TokenFilterFactory>> filters = new HashMap<>();

  private TokenFilters() {
    normalizing();
    ordinary();
    severalTokensOfOne();
    withRequiredSettings();
  }

  static Map<String, AnalysisProvider<TokenFilterFactory>> all() {
    return new TokenFilters().filters;
  }

  /** Reads the settings once; what it returns wraps each stream. */
  private interface Maker {
    UnaryOperator<TokenStream> prepare(Environment env, Settings settings);
  }

  private void normalizing() {
    filters.put("asciifolding", (index, env, name, s) -> {
      boolean preserve = s.getAsBoolean("preserve_original", false);
      return new FilterFactory.Normalizing(
        name, in -> new ASCIIFoldingFilter(in, preserve), in -> new ASCIIFoldingFilter(in, false));
    });
    Map<String, Maker> makers = new HashMap<>();
    makers.put("lowercase", (env, s) -> lowercase(s.get("language")));
    makers.put("uppercase", (env, s) -> UpperCaseFilter::new);
    makers.put("trim", (env, s) -> TrimFilter::new);
    makers.put("elision", TokenFilters::elision);
    makers.put("cjk_width", (env, s) -> CJKWidthFilter::new);
    makers.put("decimal_digit", (env, s) -> DecimalDigitFilter::new);
    makers.put("arabic_normalization", (env, s) -> ArabicNormalizationFilter::new);
    makers.put("bengali_normalization", (env, s) -> BengaliNormalizationFilter::new);
    makers.put("german_normalization", (env, s) -> GermanNormalizationFilter::new);
    makers.put("hindi_normalization", (env, s) -> HindiNormalizationFilter::new);
    makers.put("indic_normalization", (env, s) -> IndicNormalizationFilter::new);
    makers.put("persian_normalization", (env, s) -> PersianNormalizationFilter::new);
    makers.put("scandinavian_folding", (env, s) -> ScandinavianFoldingFilter::new);
    makers.put("scandinavian_normalization", (env, s) -> ScandinavianNormalizationFilter::new);
    makers.put("serbian_normalization", (env, s) -> SerbianNormalizationFilter::new);
    makers.put("sorani_normalization", (env, s) -> SoraniNormalizationFilter::new);
    makers.forEach((type, maker) -> filters.put(type, (index, env, name, s) -> normalizing(name, maker.prepare(env, s))));
    filters.put("pattern_replace", AnalysisPlugin.requiresAnalysisSettings(
      (index, env, name, s) -> normalizing(name, patternReplace(name, s))));
  }

  private void ordinary() {
    ordinary("snowball", (env, s) -> Stemmers.snowball(s.get("language", s.get("name", "English"))));
    ordinary("stemmer", (env, s) -> Stemmers.stemmer(s.get("language", s.get("name", "porter"))));
    ordinary("porter_stem", (env, s) -> PorterStemFilter::new);
    ordinary("kstem", (env, s) -> KStemFilter::new);
    ordinary("apostrophe", (env, s) -> ApostropheFilter::new);
    ordinary("classic", (env, s) -> ClassicFilter::new);
    ordinary("reverse", (env, s) -> ReverseStringFilter::new);
    ordinary("flatten_graph", (env, s) -> FlattenGraphFilter::new);
    ordinary("remove_duplicates", (env, s) -> RemoveDuplicatesTokenFilter::new);
    ordinary("keyword_repeat", (env, s) -> KeywordRepeatFilter::new);
    ordinary("truncate", (env, s) -> in -> new TruncateTokenFilter(in, s.getAsInt("length", 10)));
    ordinary("length", (env, s) ->
      in -> new LengthFilter(in, s.getAsInt("min", 0), s.getAsInt("max", Integer.MAX_VALUE)));
    ordinary("limit", (env, s) -> in -> new LimitTokenCountFilter(
      in, s.getAsInt("max_token_count", 1), s.getAsBoolean("consume_all_tokens", false)));
    ordinary("unique", (env, s) -> in -> new UniqueFilter(in, s.getAsBoolean("only_on_same_position", false)));
  }

  private void severalTokensOfOne() {
    several("edge_ngram", (index, env, s) -> edgeNgram(s));
    several("ngram", (index, env, s) -> ngram(index, s));
    several("cjk_bigram", (index, env, s) -> cjkBigram(s));
    several("word_delimiter", (index, env, s) -> WordDelimiters.plain(env, s));
    several("word_delimiter_graph", (index, env, s) -> WordDelimiters.graph(env, s));
    several("fingerprint", (index, env, s) -> in -> new FingerprintFilter(
      in, s.getAsInt("max_output_size", 255), s.get("separator", " ").charAt(0)));
  }

  private void withRequiredSettings() {
    required("keyword_marker", TokenFilters::keywordMarker);
    required("stemmer_override", TokenFilters::stemmerOverride);
    required("pattern_capture", (env, s) -> patternCapture(s));
    required("common_grams", TokenFilters::commonGrams);
    required("keep", TokenFilters::keep);
    filters.put("synonym", AnalysisPlugin.requiresAnalysisSettings(
      (index, env, name, s) -> new Synonyms(env, name, s, false)));
    filters.put("synonym_graph", AnalysisPlugin.requiresAnalysisSettings(
      (index, env, name, s) -> new Synonyms(env, name, s, true)));
  }

  private static TokenFilterFactory normalizing(String name, UnaryOperator<TokenStream> make) {
    return new FilterFactory.Normalizing(name, make, make);
  }

  private void ordinary(String type, Maker maker) {
    filters.put(type, (index, env, name, s) -> new FilterFactory(name, maker.prepare(env, s)));
  }

  private void required(String type, Maker maker) {
    filters.put(type, AnalysisPlugin.requiresAnalysisSettings(
      (index, env, name, s) -> new FilterFactory(name, maker.prepare(env, s))));
  }

  private interface IndexMaker {
    UnaryOperator<TokenStream> prepare(IndexSettings index, Environment env, Settings settings);
  }

  private void several(String type, IndexMaker maker) {
    filters.put(type, (index, env, name, s) ->
      new FilterFactory.NotBeforeSynonyms(name, maker.prepare(index, env, s)));
  }

  private static UnaryOperator<TokenStream> lowercase(String language) {
    if (language == null) return LowerCaseFilter::new;
    return switch (language) {
      case "greek" -> GreekLowerCaseFilter::new;
      case "irish" -> IrishLowerCaseFilter::new;
      case "turkish" -> TurkishLowerCaseFilter::new;
      default -> throw new IllegalArgumentException("language [" + language + "] not support for lower case");
    };
  }

  /** A filter that an index defines has its `type`; the built-in one has French articles. */
  private static UnaryOperator<TokenStream> elision(Environment env, Settings settings) {
    CharArraySet articles = settings.hasValue("type") ? Analysis.parseArticles(env, settings) : FrenchAnalyzer.DEFAULT_ARTICLES;
    if (articles == null) {
      throw new IllegalArgumentException("elision filter requires [articles] or [articles_path] setting");
    }
    return in -> new ElisionFilter(in, articles);
  }

  /** The built-in filter makes grams of one character, one that an index defines of one and two. */
  private static UnaryOperator<TokenStream> edgeNgram(Settings settings) {
    int min = settings.getAsInt("min_gram", 1);
    int max = settings.getAsInt("max_gram", settings.hasValue("type") ? 2 : 1);
    boolean preserve = settings.getAsBoolean("preserve_original", false);
    boolean back = "back".equals(settings.get("side"));
    if (!back) return in -> new EdgeNGramTokenFilter(in, min, max, preserve);
    return in -> new ReverseStringFilter(new EdgeNGramTokenFilter(new ReverseStringFilter(in), min, max, preserve));
  }

  private static UnaryOperator<TokenStream> ngram(IndexSettings index, Settings settings) {
    int min = settings.getAsInt("min_gram", 1);
    int max = settings.getAsInt("max_gram", 2);
    boolean preserve = settings.getAsBoolean("preserve_original", false);
    Tokenizers.checkNgramDifference(index, "Token Filter", min, max);
    return in -> new NGramTokenFilter(in, min, max, preserve);
  }

  private static UnaryOperator<TokenStream> cjkBigram(Settings settings) {
    Map<String, Integer> scripts = Map.of(
      "han", CJKBigramFilter.HAN, "hiragana", CJKBigramFilter.HIRAGANA,
      "katakana", CJKBigramFilter.KATAKANA, "hangul", CJKBigramFilter.HANGUL);
    int all = CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
    int ignored = settings.getAsList("ignored_scripts").stream().mapToInt(name -> scripts.getOrDefault(name, 0)).reduce(0, (a, b) -> a | b);
    boolean unigrams = settings.getAsBoolean("output_unigrams", false);
    return in -> new CJKBigramFilter(in, all & ~ignored, unigrams);
  }

  private static UnaryOperator<TokenStream> patternReplace(String name, Settings settings) {
    String text = settings.get("pattern");
    if (text == null) {
      throw new IllegalArgumentException("pattern is missing for [" + name + "] token filter of type 'pattern_replace'");
    }
    Pattern pattern = Regex.compile(text, settings.get("flags"));
    String replacement = settings.get("replacement", "");
    boolean all = settings.getAsBoolean("all", true);
    return in -> new PatternReplaceFilter(in, pattern, replacement, all);
  }

  private static UnaryOperator<TokenStream> patternCapture(Settings settings) {
    Pattern[] patterns = settings.getAsList("patterns").stream().map(Pattern::compile).toArray(Pattern[]::new);
    if (patterns.length == 0) throw new IllegalArgumentException("required setting 'patterns' is missing for token filter [pattern_capture]");
    boolean preserve = settings.getAsBoolean("preserve_original", true);
    return in -> new PatternCaptureGroupTokenFilter(in, preserve, patterns);
  }

  private static UnaryOperator<TokenStream> keywordMarker(Environment env, Settings settings) {
    boolean ignoreCase = settings.getAsBoolean("ignore_case", false);
    String pattern = settings.get("keywords_pattern");
    CharArraySet words = Analysis.getWordSet(env, settings, "keywords");
    if ((pattern == null) == (words == null)) {
      throw new IllegalArgumentException("keyword filter requires either `keywords` or `keywords_path`, or `keywords_pattern` to be configured");
    }
    if (pattern != null) {
      Pattern compiled = Pattern.compile(pattern);
      return in -> new PatternKeywordMarkerFilter(in, compiled);
    }
    CharArraySet keywords = new CharArraySet(words, ignoreCase);
    return in -> new SetKeywordMarkerFilter(in, keywords);
  }

  private static UnaryOperator<TokenStream> stemmerOverride(Environment env, Settings settings) {
    List<String> rules = Analysis.getWordList(env, settings, "rules");
    if (rules == null) throw new IllegalArgumentException("stemmer override filter requires either `rules` or `rules_path` to be configured");
    StemmerOverrideFilter.Builder builder = new StemmerOverrideFilter.Builder(false);
    for (String rule : rules) {
      String[] sides = rule.split("=>", -1);
      if (sides.length != 2 || sides[1].isBlank() || sides[1].contains(",")) {
        throw new IllegalArgumentException("Invalid Keyword override Rule:" + rule);
      }
      Arrays.stream(sides[0].split(",")).forEach(word -> builder.add(word.trim(), sides[1].trim()));
    }
    try {
      StemmerOverrideFilter.StemmerOverrideMap map = builder.build();
      return in -> new StemmerOverrideFilter(in, map);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static UnaryOperator<TokenStream> commonGrams(Environment env, Settings settings) {
    boolean ignoreCase = settings.getAsBoolean("ignore_case", false);
    CharArraySet words = Analysis.parseCommonWords(env, settings, null, ignoreCase);
    if (words == null) {
      throw new IllegalArgumentException("missing or empty [common_words] or [common_words_path] configuration for common_grams token filter");
    }
    boolean query = settings.getAsBoolean("query_mode", false);
    return in -> {
      CommonGramsFilter grams = new CommonGramsFilter(in, words);
      return query ? new CommonGramsQueryFilter(grams) : grams;
    };
  }

  private static UnaryOperator<TokenStream> keep(Environment env, Settings settings) {
    CharArraySet words = Analysis.getWordSet(env, settings, "keep_words");
    if (words == null) throw new IllegalArgumentException("keep requires `keep_words` or `keep_words_path` to be configured");
    CharArraySet kept = new CharArraySet(words, settings.getAsBoolean("keep_words_case", false));
    return in -> new KeepWordFilter(in, kept);
  }
}
