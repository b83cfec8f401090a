package blogsearch.local;

import java.io.IOException;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Lower-cased runs of letters: a letter tokenizer that lower-cases by itself. */
final class LowercaseTokenizer extends Tokenizer {
  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final StringBuilder word = new StringBuilder();
  private int position;

  @Override
  public boolean incrementToken() throws IOException {
    clearAttributes();
    word.setLength(0);
    int start = -1;
    for (int c = read(); c >= 0; c = read()) {
      int width = Character.charCount(c);
      if (Character.isLetter(c)) {
        if (start < 0) start = position - width;
        word.appendCodePoint(Character.toLowerCase(c));
      } else if (start >= 0) {
        return emit(start, position - width);
      }
    }
    return start >= 0 && emit(start, position);
  }

  private boolean emit(int start, int end) {
    term.setEmpty().append(word);
    offset.setOffset(correctOffset(start), correctOffset(end));
    return true;
  }

  /** The next code point, -1 at the end. */
  private int read() throws IOException {
    int first = input.read();
    if (first < 0) return -1;
    position++;
    if (!Character.isHighSurrogate((char) first)) return first;
    int second = input.read();
    if (second < 0) return first;
    position++;
    return Character.toCodePoint((char) first, (char) second);
  }

  @Override
  public void end() throws IOException {
    super.end();
    offset.setOffset(correctOffset(position), correctOffset(position));
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    position = 0;
  }
}
