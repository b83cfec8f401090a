/** Fields of its own that a blog may offer as facets. More would make a page of filters. */
export const MAX_FACETS = 5

/** The name of such a field. */
export const FACET_FIELD = /^\p{L}[\p{L}\p{M}\p{N}_-]{0,49}$/u
