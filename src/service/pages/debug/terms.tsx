import type { Debug, DebugOption } from '../../../search/answer/debug-answer.ts'
import { Note } from './note.tsx'
import { Table } from './table.tsx'

/** Names of the sources of alternatives. */
const SOURCES: Record<string, string> = {
  vocabulary: 'the vocabulary of the blog',
  suggest_title: 'the suggester of titles',
  suggest_text: 'the suggester of texts',
  suggest_comment: 'the suggester of comments',
  synonyms: 'the synonyms file',
}

/** The terms searched for, the words of the query, and the alternatives by source. */
export function Terms({ debug }: { debug: Debug }) {
  const sources = [...new Set(debug.suggestions.map(({ suggester }) => suggester))].sort(bySource)
  return (
    <section aria-labelledby="terms">
      <h2 id="terms">Terms and alternatives</h2>
      <Note>
        A <dfn>term</dfn> is one spelling of the whole query. Its <dfn>score</dfn> says how likely it was
        meant: the query as typed has the most, a correction at most 1. A <dfn>boost</dfn> is the factor by
        which a match of the term counts, in titles and in texts. A term is found if some post or comment has
        it.
      </Note>
      <Table
        caption="Terms"
        columns={['Search term', 'Score', 'Title boost', 'Text boost', 'Found']}
        rows={debug.terms.map(({ term, score, titleBoost, textBoost, found }) => [
          <bdi key="term">{term}</bdi>,
          score,
          titleBoost,
          textBoost,
          found === null ? 'not asked' : found ? 'yes' : 'no',
        ])}
      />
      <Table
        caption="Words of the query"
        columns={['Word', 'Known']}
        rows={debug.words.map(({ word, known }) => [<bdi key="word">{word}</bdi>, known ? 'yes' : 'no'])}
      />
      <Note>
        A word is <dfn>known</dfn> if the blog has it in any form. Known words are not corrected. For others
        there are <dfn>alternatives</dfn>: words of the blog that may have been meant. They come from the{' '}
        <dfn>vocabulary</dfn>, which is the list of all words of the blog, and from <dfn>suggesters</dfn>, by
        which Elasticsearch finds words that differ in up to two letters. Each source has a score of its own;
        the <dfn>weight</dfn> compares alternatives of all sources.
      </Note>
      {sources.length === 0 && <p>Alternatives: none.</p>}
      {sources.map((source) => (
        <Options
          key={source}
          source={source}
          options={debug.suggestions.filter(({ suggester }) => suggester === source)}
        />
      ))}
    </section>
  )
}

function Options({ source, options }: { source: string; options: readonly DebugOption[] }) {
  return (
    <Table
      caption={`Alternatives from ${SOURCES[source] ?? source}`}
      columns={['Alternative', 'For', 'Its score', 'Documents', 'Weight', 'What became of it']}
      rows={options.map(({ option, word, score, freq, weight, outcome, why }) => [
        <bdi key="option">{option}</bdi>,
        <bdi key="word">{word}</bdi>,
        score,
        freq,
        weight ?? '–',
        <span key="why" class={`outcome ${outcome}`}>
          {outcome}: {why}
        </span>,
      ])}
    />
  )
}

function bySource(a: string, b: string): number {
  const names = Object.keys(SOURCES)
  return names.indexOf(a) - names.indexOf(b)
}
