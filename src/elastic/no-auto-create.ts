import { type Client, errors } from '@elastic/elasticsearch'
import { KINDS } from './mappings.ts'
import { TIMEOUTS, within } from './timeouts.ts'

/** Higher than that of other templates, whose patterns may be wider. */
const PRIORITY = 5_000_000

/**
 * Forbids Elasticsearch to create an index of this blog by itself. It would do so for a write that comes after its index
 * was deleted, with guessed mappings. If the user may not create templates, nothing changes.
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
      within(TIMEOUTS.large),
    )
    .catch((error: unknown) => {
      if (!(error instanceof errors.ResponseError) || error.statusCode === undefined) throw error
    })
}
