/** What is asked of one document: to be as it is here, or not to be. The document is not checked yet. */
export type WriteRequest =
  | { action: 'put'; document: unknown }
  | { action: 'delete'; id: string; postId?: string; updated?: string | undefined }
