package blogsearch.local;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.core.StopAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The language analyzers, with `stopwords` and `stem_exclusion`, and the plain ones beside `standard`. */
final class Analyzers {
  private final Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> analyzers = new HashMap<>();

  private Analyzers() {
    language("danish", DanishAnalyzer.getDefaultStopSet(), DanishAnalyzer::new);
    language("dutch", DutchAnalyzer.getDefaultStopSet(), DutchAnalyzer::new);
    language("english", EnglishAnalyzer.getDefaultStopSet(), EnglishAnalyzer::new);
    language("finnish", FinnishAnalyzer.getDefaultStopSet(), FinnishAnalyzer::new);
    language("french", FrenchAnalyzer.getDefaultStopSet(), FrenchAnalyzer::new);
    language("german", GermanAnalyzer.getDefaultStopSet(), GermanAnalyzer::new);
    language("italian", ItalianAnalyzer.getDefaultStopSet(), ItalianAnalyzer::new);
    language("norwegian", NorwegianAnalyzer.getDefaultStopSet(), NorwegianAnalyzer::new);
    language("portuguese", PortugueseAnalyzer.getDefaultStopSet(), PortugueseAnalyzer::new);
    language("russian", RussianAnalyzer.getDefaultStopSet(), RussianAnalyzer::new);
    language("spanish", SpanishAnalyzer.getDefaultStopSet(), SpanishAnalyzer::new);
    language("swedish", SwedishAnalyzer.getDefaultStopSet(), SwedishAnalyzer::new);
    language("cjk", CJKAnalyzer.getDefaultStopSet(), (stop, exclusion) -> new CJKAnalyzer(stop));
    language("stop", EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, (stop, exclusion) -> new StopAnalyzer(stop));
    plain("keyword", KeywordAnalyzer::new);
    plain("simple", SimpleAnalyzer::new);
    plain("whitespace", WhitespaceAnalyzer::new);
  }

  static Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> all() {
    return new Analyzers().analyzers;
  }

  private interface LanguageAnalyzer {
    Analyzer create(CharArraySet stopWords, CharArraySet stemExclusion);
  }

  private void language(String type, CharArraySet stopWords, LanguageAnalyzer language) {
    analyzers.put(type, (index, env, name, settings) -> new Provider(name, language.create(
      Analysis.parseStopWords(env, settings, stopWords),
      Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET))));
  }

  private void plain(String type, Supplier<Analyzer> make) {
    analyzers.put(type, (index, env, name, settings) -> new Provider(name, make.get()));
  }

  private static final class Provider extends AbstractIndexAnalyzerProvider<Analyzer> {
    private final Analyzer analyzer;

    Provider(String name, Analyzer analyzer) {
      super(name);
      this.analyzer = analyzer;
    }

    @Override
    public Analyzer get() {
      return analyzer;
    }
  }
}
