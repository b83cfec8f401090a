import { z } from 'zod'
import { FACET_FIELD, MAX_FACETS } from '../../core/facet-fields.ts'

/** Values of one field that a post may have: far more than any has. */
const MAX_VALUES = 100

const FIELD_EXPECTED =
  'expected the name of a field, such as series: a letter, then letters, digits, "_" and "-"'

/** The name of a field of the blog's own. */
export const FacetField = z.string({ error: FIELD_EXPECTED }).regex(FACET_FIELD, FIELD_EXPECTED)

/** The values of such fields, by the name of each field. */
export const FacetValues = z
  .record(
    FacetField,
    z
      .array(
        z
          .string({ error: 'expected text' })
          .trim()
          .min(1, 'expected text')
          .max(1_000, 'expected at most 1000 characters'),
        {
          error: 'expected a list of texts',
        },
      )
      .max(MAX_VALUES, `expected at most ${MAX_VALUES} texts`),
    {
      error: ({ code }) => (code === 'invalid_key' ? FIELD_EXPECTED : 'expected an object of lists of texts'),
    },
  )
  .refine((facets) => Object.keys(facets).length <= MAX_FACETS, {
    error: `expected at most ${MAX_FACETS} fields`,
  })
export type FacetValues = z.infer<typeof FacetValues>

/** A value with its field, as the index has it: `series=Rust`. No name of a field has an equals sign. */
export function facetOf(field: string, value: string): string {
  return `${field}=${value}`
}

/** The field and the value of `series=Rust`. */
export function splitFacet(facet: string): { field: string; value: string } {
  const at = facet.indexOf('=')
  return { field: facet.slice(0, at), value: facet.slice(at + 1) }
}
