import type { Debug, DebugOption } from '../../../search/answer/debug-answer.ts'
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
