import { debugUrl } from './insights-table.tsx'

/** The number of rules of the owner that hold today, and what they change, if it was checked. */
export type RulesProps = {
  rules: number
  checked?: {
    effects: readonly { query: string; changes: readonly string[] }[]
    asked: number
  }
}

/** What the rules of the owner change, query by query. */
export function Rules({ rules, checked, since }: RulesProps & { since: string }) {
  return (
    <section class="insights" id="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">What your rules change</h2>
      {checked === undefined ? (
        <p>
          <a href={`/insights?${new URLSearchParams({ since, rules: '' })}#rules`}>
            Ask the most asked queries with and without your {rules === 1 ? 'rule' : `${rules} rules`}
          </a>
        </p>
      ) : (
        <Effects {...checked} />
      )}
    </section>
  )
}

function Effects({ effects, asked }: NonNullable<RulesProps['checked']>) {
  return (
    <>
      <p class="quiet">
        {asked} queries were asked with and without the rules: those of the rules, and the most asked ones of
        the last 90 days.
      </p>
      {effects.length === 0 ? (
        <p>The rules change nothing.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">query</th>
                <th scope="col">what changes</th>
              </tr>
            </thead>
            <tbody>
              {effects.map(({ query, changes }) => (
                <tr key={query}>
                  <th scope="row">
                    <a href={debugUrl(query)}>
                      <bdi>{query}</bdi>
                    </a>
                  </th>
                  <td>
                    <ul>
                      {changes.map((change) => (
                        <li key={change} dir="auto">
                          {change}
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
