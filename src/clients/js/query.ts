/** The value of a parameter. */
export type Value = string | number | boolean | readonly string[] | undefined

/** The query string of an address, with its `?`; empty without parameters. True becomes `1`; false is left out. */
export function queryOf(params: Readonly<Record<string, Value>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    for (const text of textsOf(value)) query.append(name, text)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

function textsOf(value: Value): readonly string[] {
  if (value === undefined || value === false) return []
  if (value === true) return ['1']
  return typeof value === 'object' ? value : [String(value)]
}
