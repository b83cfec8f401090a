package blogsearch.local;

import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;

/** A factory of one Lucene token filter. */
class FilterFactory extends AbstractTokenFilterFactory {
  private final UnaryOperator<TokenStream> make;

  FilterFactory(String name, UnaryOperator<TokenStream> make) {
    super(name);
    this.make = make;
  }

  @Override
  public final TokenStream create(TokenStream in) {
    return make.apply(in);
  }

  /** One that may stand in a normalizer, where `normalized` makes one token of one. */
  static final class Normalizing extends FilterFactory implements NormalizingTokenFilterFactory {
    private final UnaryOperator<TokenStream> normalized;

    Normalizing(String name, UnaryOperator<TokenStream> make, UnaryOperator<TokenStream> normalized) {
      super(name, make);
      this.normalized = normalized;
    }

    @Override
    public TokenStream normalize(TokenStream in) {
      return normalized.apply(in);
    }

    @Override
    public TokenFilterFactory getSynonymFilter() {
      return new FilterFactory(name(), normalized);
    }
  }

  /** One that makes several tokens of one and may not stand before a synonym filter. */
  static final class NotBeforeSynonyms extends FilterFactory {
    NotBeforeSynonyms(String name, UnaryOperator<TokenStream> make) {
      super(name, make);
    }

    @Override
    public TokenFilterFactory getSynonymFilter() {
      throw new IllegalArgumentException("Token filter [" + name() + "] cannot be used to parse synonyms");
    }
  }
}
