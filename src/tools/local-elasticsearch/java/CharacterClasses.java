package blogsearch.local;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** The character classes that tokenizers take by name. */
final class CharacterClasses {
  private static final Set<Integer> PUNCTUATION = Set.of(
    (int) Character.START_PUNCTUATION, (int) Character.END_PUNCTUATION, (int) Character.OTHER_PUNCTUATION,
    (int) Character.CONNECTOR_PUNCTUATION, (int) Character.DASH_PUNCTUATION,
    (int) Character.INITIAL_QUOTE_PUNCTUATION, (int) Character.FINAL_QUOTE_PUNCTUATION);
  private static final Set<Integer> SYMBOLS = Set.of(
    (int) Character.CURRENCY_SYMBOL, (int) Character.MATH_SYMBOL,
    (int) Character.OTHER_SYMBOL, (int) Character.MODIFIER_SYMBOL);
  private static final Map<String, IntPredicate> CLASSES = Map.of(
    "letter", Character::isLetter,
    "digit", Character::isDigit,
    "whitespace", Character::isWhitespace,
    "punctuation", c -> PUNCTUATION.contains(Character.getType(c)),
    "symbol", c -> SYMBOLS.contains(Character.getType(c)));

  private CharacterClasses() {}

  /** The characters of the class `name`, null when there is no such class. */
  static IntPredicate named(String name) {
    return CLASSES.get(name);
  }

  /** The characters of `token_chars` of the n-gram tokenizers; every character for an empty list. */
  static IntPredicate tokenChars(List<String> names, String custom) {
    IntPredicate any = names.isEmpty() ? c -> true : c -> false;
    for (String name : names) {
      IntPredicate one = name.equals("custom") && custom != null ? c -> custom.indexOf(c) >= 0 : named(name);
      if (one == null) throw new IllegalArgumentException("Unknown token type: '" + name + "'");
      any = any.or(one);
    }
    return any;
  }

  /** The separators of `tokenize_on_chars`: single characters, escapes such as \n, and class names. */
  static IntPredicate separators(List<String> names) {
    IntPredicate any = c -> false;
    for (String name : names) any = any.or(separator(name));
    return any;
  }

  private static IntPredicate separator(String name) {
    if (name.isEmpty()) throw new IllegalArgumentException("[tokenize_on_chars] cannot contain empty characters");
    IntPredicate named = named(name);
    if (named != null) return named;
    String text = name.length() > 1 ? Rules.unescape(name) : name;
    if (text.codePointCount(0, text.length()) != 1) {
      throw new IllegalArgumentException("Invalid escaped char in [" + name + "]");
    }
    return c -> c == text.codePointAt(0);
  }
}
