import { readFileSync } from 'node:fs'
import { messageOf } from '../core/message-of.ts'
import type { Model } from './model.ts'
import { loadRuntime, type Session } from './runtime.ts'

/**
 * The program of the process that runs a model. Its first message names the model and the folder of the packages that run it. It answers each text with its vector,
 * and ends with the process that started it, whatever signals a terminal sends to both.
 */

type Start = { model: Model; runtime: string }
export type Asked = Start | { id: number; text: string }
/** The vector of a text, or why there is none. The id 0 belongs to no text: the model could not be loaded. */
export type Answered = { id: number; vector?: Float32Array; error?: string }

type Loaded = Awaited<ReturnType<typeof load>>
let loaded: Promise<Loaded>

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit())
process.on('message', (asked: Asked) => {
  if ('model' in asked) start(asked)
  else void answer(asked).catch(() => undefined)
})

function start(asked: Start): void {
  loaded = load(asked)
  loaded.catch((error: unknown) =>
    process.send?.({ id: 0, error: messageOf(error) } satisfies Answered, () => process.exit(1)),
  )
}

async function answer({ id, text }: Exclude<Asked, Start>): Promise<void> {
  const model = await loaded
  const answered = await embed(model, text).then(
    (vector): Answered => ({ id, vector }),
    (error: unknown): Answered => ({ id, error: messageOf(error) }),
  )
  process.send?.(answered)
}

async function load({ model, runtime }: Start) {
  const { onnx, tokenizers } = loadRuntime(runtime)
  const session = await onnx.InferenceSession.create(model.weights, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // The arena keeps the memory of the longest text for ever.
    enableCpuMemArena: false,
  })
  const tokenizer = new tokenizers.Tokenizer(JSON.parse(readFileSync(model.tokenizer, 'utf8')), {})
  return { model, onnx, session, tokenizer }
}

async function embed({ model, onnx, session, tokenizer }: Loaded, text: string): Promise<Float32Array> {
  const ids = shortened(tokenizer.encode(text).ids, model.maxTokens)
  const dims = [1, ids.length]
  const tensor = (values: bigint[]) => new onnx.Tensor('int64', BigInt64Array.from(values), dims)
  const all: Record<string, bigint[]> = {
    input_ids: ids.map(BigInt),
    attention_mask: ids.map(() => 1n),
    token_type_ids: ids.map(() => 0n),
  }
  const feeds = Object.fromEntries(session.inputNames.map((name) => [name, tensor(all[name] ?? [])]))
  return pool({ model, session }, await session.run(feeds), ids.length)
}

/** The first tokens, and the last one, which ends a text. */
function shortened(ids: number[], most: number): number[] {
  return ids.length <= most ? ids : [...ids.slice(0, most - 1), ...ids.slice(-1)]
}

/** One vector of length 1 from the vectors of all tokens. */
function pool(
  { model, session }: Pick<Loaded, 'model' | 'session'>,
  outputs: Awaited<ReturnType<Session['run']>>,
  tokens: number,
): Float32Array {
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
