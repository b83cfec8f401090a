import type { Debug, PostHit } from '../search/answer.ts'

type Cell = string | number
type TableProps = { caption: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] }

/** How the answer came about: terms, words, suggestions, the points of each result, and the requests as sent. */
export function DebugTables({ debug, results }: { debug: Debug; results: readonly PostHit[] }) {
  const titles = new Map(results.map(({ id, title }) => [id, title]))
  return (
    <section class="debug" aria-labelledby="debug">
      <h2 id="debug">How this was found</h2>
      <Table
        caption="Terms"
        columns={['Term', 'Score', 'Title boost', 'Text boost']}
        rows={debug.terms.map(({ term, score, titleBoost, textBoost }) => [
          term,
          score,
          titleBoost,
          textBoost,
        ])}
      />
      <Table
        caption="Words of the query"
        columns={['Word', 'Known']}
        rows={debug.words.map(({ word, known }) => [word, known ? 'yes' : 'no'])}
      />
      <Table
        caption="Suggestions"
        columns={['Suggester', 'Word', 'Option', 'Score', 'Documents', 'Outcome']}
        rows={debug.suggestions.map(({ suggester, word, option, score, freq, outcome }) => [
          suggester,
          word,
          option,
          score,
          freq,
          outcome,
        ])}
      />
      <h3>Points</h3>
      {debug.hits.map(({ id, score, points }) => (
        <Table
          key={id}
          caption={`${titles.get(id) ?? id}: ${rounded(score)}`}
          columns={['Clause', 'Points']}
          rows={points.map(({ clause, points }) => [clause, points])}
        />
      ))}
      <h3>Requests</h3>
      {debug.requests.map(({ ms, path, searches }, i) => (
        <details key={i}>
          <summary>
            {i + 1}. POST {path}: {rounded(ms)} ms
          </summary>
          <pre>{JSON.stringify(searches, null, 2)}</pre>
        </details>
      ))}
    </section>
  )
}

function Table({ caption, columns, rows }: TableProps) {
  if (rows.length === 0) return <p>{caption}: none</p>
  return (
    <div class="scroll">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={columns[j]} class={typeof cell === 'number' ? 'number' : undefined}>
                  {typeof cell === 'number' ? rounded(cell) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function rounded(value: number): string {
  return String(Math.round(value * 1e4) / 1e4)
}
