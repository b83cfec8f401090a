package blogsearch.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules of the form "left => right", with the escapes \\ \n \t \r \b \f and the four hexadecimal digits of a character. */
record Rules(String left, String right) {
  private static final Pattern RULE = Pattern.compile("(.*)\\s*=>\\s*(.*)\\s*$", Pattern.DOTALL);

  static Rules parse(String rule) {
    Matcher matcher = RULE.matcher(rule);
    if (!matcher.find()) throw new IllegalArgumentException("Invalid mapping rule: [" + rule + "]");
    return new Rules(unescape(matcher.group(1).trim()), unescape(matcher.group(2).trim()));
  }

  static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (++i == text.length()) throw new IllegalArgumentException("Invalid escape at the end of [" + text + "]");
      if (text.charAt(i) == 'u') {
        if (i + 4 >= text.length()) throw new IllegalArgumentException("Invalid escape in [" + text + "]");
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append(escaped(text.charAt(i)));
      }
    }
    return out.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }
}
