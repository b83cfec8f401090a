/** A request to write or delete one document. The document is not validated yet. */
export type WriteRequest =
  | { action: 'put'; document: unknown }
  | { action: 'delete'; id: string; postId?: string; updated?: string | undefined }
