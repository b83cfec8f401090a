import { readNames } from './markdown/front-matter-values.ts'

/** The values that a document has for the blog's own fields. Names of fields count in lower case too, as generators read them. */
export function ownFacets(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[] = [],
): Record<string, string[]> | undefined {
  const found = names.flatMap((name) => {
    const values = readNames(fields[name] ?? fields[name.toLowerCase()], false)
    return values.length === 0 ? [] : [[name, values] as const]
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}
