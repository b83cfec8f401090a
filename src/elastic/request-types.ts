import type { estypes } from '@elastic/elasticsearch'

/** A query of Elasticsearch, by the types of its client. */
export type Query = NonNullable<estypes.QueryDslQueryContainer>

/** The body of a search, by the types of Elasticsearch's client, so that a misspelled name does not compile. */
export type SearchBody = estypes.SearchSearchRequestBody
