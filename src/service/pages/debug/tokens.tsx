import type { DebugTokens } from '../../../search/answer/debug-answer.ts'
import { Note } from './note.tsx'
import { Table } from './table.tsx'

/** The tokens that each analyzer makes of the query. */
export function Tokens({ tokens }: { tokens: readonly DebugTokens[] }) {
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">Tokens of the query</h2>
      <Note>
        Elasticsearch compares <dfn>tokens</dfn>, not texts: words in lower case, most of them without their
        endings. An <dfn>analyzer</dfn> cuts a text into tokens. The small number is the place of a token in
        the query; tokens of one place stand for each other. An analyzer cuts the texts of the{' '}
        <dfn>fields</dfn> that it indexes, and the queries for those that it searches.
      </Note>
      <Table
        caption="Tokens by analyzer"
        columns={['Analyzer', 'Tokens by place', 'Indexes', 'Searches']}
        rows={tokens.map((analysis) => [
          analysis.name,
          <Places key="tokens" analysis={analysis} />,
          analysis.indexed.join(', '),
          analysis.searched.join(', '),
        ])}
      />
    </section>
  )
}

/** The tokens in their order. Those of one position stand together. */
function Places({ analysis: { tokens } }: { analysis: DebugTokens }) {
  const places = new Map<number, string[]>()
  for (const { token, position } of tokens) places.set(position, [...(places.get(position) ?? []), token])
  return (
    <ul class="tokens">
      {[...places].map(([place, found]) => (
        <li key={place}>
          <sub>{place}</sub> <code>{found.join(' | ')}</code>
        </li>
      ))}
    </ul>
  )
}
