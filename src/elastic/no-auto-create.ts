import { type Client, errors } from '@elastic/elasticsearch'
import { KINDS } from './mappings.ts'

const TIMEOUT_MS = 30_000
/** Above other templates, whose patterns may be wider. */
const PRIORITY = 5_000_000

/**
 * Lets Elasticsearch make no index of this blog by itself, as it would for a write that comes after its index went: such
 * an index would have guessed mappings. Where the user may not make templates, nothing changes.
 */
export async function refuseAutoCreation(client: Client, prefix: string): Promise<void> {
  await client.indices
    .putIndexTemplate(
      {
        name: `${prefix}-no-auto-create`,
        index_patterns: KINDS.map((kind) => `${prefix}-${kind}*`),
        allow_auto_create: false,
        priority: PRIORITY,
        _meta: { description: 'blog-search makes its indexes itself' },
      },
      { requestTimeout: TIMEOUT_MS },
    )
    .catch((error: unknown) => {
      if (!(error instanceof errors.ResponseError) || error.statusCode === undefined) throw error
    })
}
