import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../core/message-of.ts'
import type { Model } from './model.ts'
import { loadRuntime, type Session } from './runtime.ts'

/** The thread that runs a model: it answers each text with its vector. */

export type WorkerInput = { model: Model; runtime: string }
export type Asked = { id: number; text: string }
export type Answered = { id: number; vector?: Float32Array; error?: string }

const { model, runtime } = workerData as WorkerInput
const loaded = load()
loaded.then(
  () => parentPort?.postMessage({ id: 0 } satisfies Answered),
  (error: unknown) => {
    throw error
  },
)
parentPort?.on('message', async ({ id, text }: Asked) => {
  const answer = await embed(text).then(
    (vector): Answered => ({ id, vector }),
    (error: unknown): Answered => ({ id, error: messageOf(error) }),
  )
  parentPort?.postMessage(answer)
})

async function load() {
  const { onnx, tokenizers } = loadRuntime(runtime)
  const session = await onnx.InferenceSession.create(model.weights, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // The arena keeps the memory of the longest text for ever.
    enableCpuMemArena: false,
  })
  const tokenizer = new tokenizers.Tokenizer(JSON.parse(readFileSync(model.tokenizer, 'utf8')), {})
  return { onnx, session, tokenizer }
}

async function embed(text: string): Promise<Float32Array> {
  const { onnx, session, tokenizer } = await loaded
  const ids = shortened(tokenizer.encode(text).ids)
  const dims = [1, ids.length]
  const tensor = (values: bigint[]) => new onnx.Tensor('int64', BigInt64Array.from(values), dims)
  const all: Record<string, bigint[]> = {
    input_ids: ids.map(BigInt),
    attention_mask: ids.map(() => 1n),
    token_type_ids: ids.map(() => 0n),
  }
  const feeds = Object.fromEntries(session.inputNames.map((name) => [name, tensor(all[name] ?? [])]))
  return pool(session, await session.run(feeds), ids.length)
}

/** The first tokens, and the last one, which ends a text. */
function shortened(ids: number[]): number[] {
  return ids.length <= model.maxTokens ? ids : [...ids.slice(0, model.maxTokens - 1), ...ids.slice(-1)]
}

/** One vector of length 1 from the vectors of all tokens. */
function pool(session: Session, outputs: Awaited<ReturnType<Session['run']>>, tokens: number): Float32Array {
  const output = outputs[session.outputNames[0] ?? '']
  const width = output?.dims.at(-1) ?? 0
  if (output === undefined || width === 0) throw new Error(`${model.weights}: expected vectors, got none`)
  const vector = new Float32Array(width)
  const counted = model.pooling === 'first' ? 1 : tokens
  for (let token = 0; token < counted; token++) {
    for (let i = 0; i < width; i++) vector[i] = (vector[i] ?? 0) + Number(output.data[token * width + i])
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
