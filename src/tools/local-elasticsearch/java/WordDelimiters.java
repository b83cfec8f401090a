package blogsearch.local;

import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.*;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.Analysis;

/** The filters word_delimiter and word_delimiter_graph. */
final class WordDelimiters {
  private static final Map<String, Integer> FLAGS_ON = new LinkedHashMap<>();
  private static final Map<String, Integer> FLAGS_OFF = new LinkedHashMap<>();
  /** Lucene's character types, of which not all names are public; ALPHA and ALPHANUM are sums of the others. */
  private static final Map<String, Integer> TYPES =
    Map.of("LOWER", 1, "UPPER", 2, "ALPHA", 3, "DIGIT", 4, "ALPHANUM", 7, "SUBWORD_DELIM", 8);

  static {
    FLAGS_ON.put("generate_word_parts", GENERATE_WORD_PARTS);
    FLAGS_ON.put("generate_number_parts", GENERATE_NUMBER_PARTS);
    FLAGS_ON.put("split_on_case_change", SPLIT_ON_CASE_CHANGE);
    FLAGS_ON.put("split_on_numerics", SPLIT_ON_NUMERICS);
    FLAGS_ON.put("stem_english_possessive", STEM_ENGLISH_POSSESSIVE);
    FLAGS_OFF.put("catenate_words", CATENATE_WORDS);
    FLAGS_OFF.put("catenate_numbers", CATENATE_NUMBERS);
    FLAGS_OFF.put("catenate_all", CATENATE_ALL);
    FLAGS_OFF.put("preserve_original", PRESERVE_ORIGINAL);
    FLAGS_OFF.put("ignore_keywords", IGNORE_KEYWORDS);
  }

  private WordDelimiters() {}

  static UnaryOperator<TokenStream> plain(Environment env, Settings settings) {
    int flags = flags(settings);
    byte[] table = typeTable(env, settings);
    CharArraySet kept = protectedWords(env, settings);
    return in -> new WordDelimiterFilter(in, table, flags, kept);
  }

  static UnaryOperator<TokenStream> graph(Environment env, Settings settings) {
    int flags = flags(settings);
    byte[] table = typeTable(env, settings);
    CharArraySet kept = protectedWords(env, settings);
    boolean adjustOffsets = settings.getAsBoolean("adjust_offsets", true);
    return in -> new WordDelimiterGraphFilter(in, adjustOffsets, table, flags, kept);
  }

  private static int flags(Settings settings) {
    int flags = 0;
    for (var flag : FLAGS_ON.entrySet()) if (settings.getAsBoolean(flag.getKey(), true)) flags |= flag.getValue();
    for (var flag : FLAGS_OFF.entrySet()) if (settings.getAsBoolean(flag.getKey(), false)) flags |= flag.getValue();
    return flags;
  }

  private static CharArraySet protectedWords(Environment env, Settings settings) {
    return Analysis.getWordSet(env, settings, "protected_words");
  }

  private static byte[] typeTable(Environment env, Settings settings) {
    List<String> rules = Analysis.getWordList(env, settings, "type_table");
    byte[] table = WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE;
    if (rules == null) return table;
    table = table.clone();
    for (String text : rules) {
      Rules rule = Rules.parse(text);
      Integer type = TYPES.get(rule.right());
      if (rule.left().length() != 1 || type == null) {
        throw new IllegalArgumentException("Invalid mapping rule: [" + text + "]. Only a single character, and one of "
          + TYPES.keySet() + ", is allowed.");
      }
      char c = rule.left().charAt(0);
      if (c >= table.length) table = grown(table, c + 1);
      table[c] = type.byteValue();
    }
    return table;
  }

  private static byte[] grown(byte[] table, int length) {
    byte[] longer = Arrays.copyOf(table, length);
    for (int c = table.length; c < length; c++) longer[c] = WordDelimiterIterator.getType(c);
    return longer;
  }
}
