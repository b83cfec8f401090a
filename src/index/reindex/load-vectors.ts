import type { Client } from '@elastic/elasticsearch'
import { ReindexError } from '../../core/errors.ts'
import { messageOf } from '../../core/message-of.ts'
import type { IndexNames } from '../../elastic/aliases.ts'
import type { OpenVectors } from '../../meaning/open-vectors.ts'
import { addVectorField } from '../../meaning/vector-field.ts'
import { embedMissing } from '../vectors/embed-missing.ts'

type Run = {
  client: Client
  names: IndexNames
  config: { language?: string }
  signal?: AbortSignal | undefined
}

type Meaning = Pick<OpenVectors, 'vectors' | 'memory'>

/** Gives the new index of posts a field for vectors. Throws a ReindexError if the model cannot run. */
export async function prepareVectors(
  { client, names, signal }: Run,
  { vectors, memory }: Meaning,
  posts: number,
): Promise<void> {
  const { model } = vectors
  const dimensions = await vectors.dimensions().catch((error: unknown) => {
    const reason = `The model ${model.name} cannot run: ${messageOf(error)}.`
    throw new ReindexError([`${reason} Mend it (\`blog-search meaning status\`), or remove it.`])
  })
  await memory.open(signal)
  await addVectorField(client, names.posts, { model, dimensions, posts }, signal)
}

/** Embeds the posts that were written again after they were loaded, and forgets the vectors that no post has any more. */
export async function completeVectors(
  { client, names, config, signal }: Run,
  { vectors, memory }: Meaning,
): Promise<void> {
  const blogLanguage = config.language ?? 'en'
  await embedMissing({ client, vectors, blogLanguage, signal, fresh: true }, names.posts)
  await memory.forgetUnused(signal)
}
