import type { Client } from '@elastic/elasticsearch'
import { commentKey } from '../../content/documents/comment-key.ts'
import type { IndexedComment } from '../../content/documents/indexed.ts'
import { refresh } from '../../elastic/refresh.ts'
import { scan } from '../../elastic/scan.ts'
import { makeChanges } from './change.ts'

/** Ids of posts whose comments once had other keys. */
const SIGNS = /[\\#]/
const WITH_SIGNS = { regexp: { postId: { value: '.*[\\\\#].*', flags: 'NONE' } } }

/**
 * Gives comments the keys that they have now. In an index of an earlier version, the keys of comments are not unique if the id of a post
 * has a `#` or `\`. `postIds` are the posts to look at, by default all; without such an id among them nothing is asked.
 */
export async function renewCommentKeys(
  client: Client,
  index: string,
  postIds?: readonly string[],
): Promise<void> {
  const concerned = postIds?.filter((id) => SIGNS.test(id))
  if (concerned?.length === 0) return
  await refresh(client, [index])
  const query = concerned === undefined ? WITH_SIGNS : { terms: { postId: concerned } }
  const search = { index, query, size: 1_000, seq_no_primary_term: true }
  for await (const { _id = '', _source, _seq_no = 0, _primary_term = 0 } of scan<IndexedComment>(
    client,
    search,
  )) {
    if (_source === undefined || _id === commentKey(_source)) continue
    const before = { source: _source, seqNo: _seq_no, primaryTerm: _primary_term }
    // If a comment has its new key already, that one is newer.
    await makeChanges(client, index, [{ id: commentKey(_source), before: undefined, after: _source }], true)
    await makeChanges(client, index, [{ id: _id, before, after: undefined }], true)
  }
}
