import type { ListName } from '../../../index/insights/lists.ts'
import type { Correction, Row } from '../../../index/insights/report.ts'

type TableProps = { name: ListName; rows: readonly (Row | Correction)[] }

/** A list of insights. Each query leads to the page that explains its search. */
export function InsightsTable({ name, rows }: TableProps) {
  const corrections = name === 'corrections'
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">query</th>
            <th scope="col" class="number">
              searches
            </th>
            <th scope="col" class="number">
              before
            </th>
            <th scope="col" class="number">
              clicks
            </th>
            {corrections && (
              <th scope="col" class="number">
                undone
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.query}>
              <th scope="row">
                <a href={debugUrl(row.query)}>
                  <bdi>{row.query}</bdi>
                </a>
                {'meant' in row && row.meant !== undefined && (
                  <>
                    {' → '}
                    <bdi>{row.meant}</bdi>
                  </>
                )}
                <Mend query={row.query} />
              </th>
              <td class="number">
                <span class={changeOf(name, row)}>{row.searches}</span>
              </td>
              <td class="number">{row.before}</td>
              <td class="number">{row.clicks}</td>
              {corrections && <td class="number">{'undone' in row ? row.undone : 0}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Rules for a query, to copy into curation.yaml. */
function Mend({ query }: { query: string }) {
  const name = query.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'rule'
  const text = JSON.stringify(query)
  return (
    <details>
      <summary>Mend it</summary>
      <p class="quiet">
        Take one of these rules into the file <code>curation.yaml</code> where the service runs. It holds
        within a second, without a reindex. <code>blog-search curation try curation.yaml</code> shows its
        effect before.
      </p>
      <p>Let it find what another word finds:</p>
      <pre>{`${name}-synonym:\n  synonyms: [${JSON.stringify(`${query} => OTHER WORD`)}]`}</pre>
      <p>Show a post first, by its id:</p>
      <pre>{`${name}-pin:\n  when: {query: ${text}}\n  pin: [ID OF A POST]`}</pre>
      <p>Never correct it:</p>
      <pre>{`${name}-right:\n  never-correct: [${text}]`}</pre>
    </details>
  )
}

function changeOf(name: ListName, { searches, before }: Row): string | undefined {
  if (name !== 'trends') return undefined
  return searches > before ? 'up' : 'down'
}

/** The address of the page that explains the search for a query. */
export function debugUrl(query: string): string {
  return `/search?${new URLSearchParams({ q: query, 'debug-search': '' })}`
}
