/** Makes vectors of texts: a process with a model, or a stand-in of tests. */
export type Embedder = {
  /** The vector of a text, of length 1. Rejects if the process dies, or takes too long. */
  embed(text: string): Promise<Float32Array>
  /** Texts that wait for their vector. */
  readonly waiting: number
  /** Why no vector can be made now; undefined if all is well. */
  readonly problem: string | undefined
  close(): Promise<void>
}
