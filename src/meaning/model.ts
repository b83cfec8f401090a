import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { InputError } from '../core/errors.ts'

/** The file in a model's folder that describes it. Every field may be missing. */
export const DESCRIPTION_FILE = 'meaning.json'

const Prefixes = z.strictObject({ query: z.string().default(''), passage: z.string().default('') })

/** How a model reads texts. A model that others have trained comes with these facts in its documentation. */
const Description = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  /** The languages that it was trained on, such as `en`; without them, all. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'expected languages such as en')).optional(),
  /** What stands before each query and each passage. */
  prefixes: Prefixes.optional(),
  /** Whether the vector of a text is the mean of its tokens' vectors, or that of its first token. */
  pooling: z.enum(['mean', 'first']).optional(),
  /** Tokens of a text that are read; the rest is cut off. */
  maxTokens: z.int().min(16).max(8_192).optional(),
})

/** What a sentence-transformers model has beside its weights. */
const Prompts = z.looseObject({ prompts: z.record(z.string(), z.string()).optional() })
const Pooling = z.looseObject({ pooling_mode_cls_token: z.boolean().optional() })

/** Where the weights of a model may be, the small ones first. */
const WEIGHTS = ['model_quantized.onnx', 'model_int8.onnx', 'model.onnx'].flatMap((name) => [
  name,
  `onnx/${name}`,
])
const TOKENIZER = 'tokenizer.json'
const DEFAULT_MAX_TOKENS = 256

/** A sentence model: its files, and how it reads texts. */
export type Model = {
  folder: string
  name: string
  /** A hash of all that its vectors depend on. Vectors of different fingerprints must not be compared. */
  fingerprint: string
  weights: string
  tokenizer: string
  languages: readonly string[] | undefined
  prefixes: z.infer<typeof Prefixes>
  pooling: 'mean' | 'first'
  maxTokens: number
}

/** Reads the model of a folder. Throws an InputError that names what the folder lacks. */
export function readModel(folder: string): Model {
  const weights = WEIGHTS.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (weights === undefined)
    throw new InputError(`${folder}: expected a model, such as ${WEIGHTS[0]}, got none`)
  const tokenizer = join(folder, TOKENIZER)
  if (!existsSync(tokenizer)) throw new InputError(`${folder}: expected ${TOKENIZER}, got none`)
  const given = readJson(join(folder, DESCRIPTION_FILE), Description) ?? {}
  const reading = {
    prefixes: given.prefixes ?? prefixesOf(folder),
    pooling: given.pooling ?? poolingOf(folder),
    maxTokens: given.maxTokens ?? DEFAULT_MAX_TOKENS,
  }
  return {
    folder,
    name: given.name ?? folder,
    fingerprint: fingerprintOf([weights, tokenizer], reading),
    weights,
    tokenizer,
    languages: given.languages,
    ...reading,
  }
}

/** Whether a model was trained on a language, such as `en` or `en-gb`. */
export function isTrainedOn({ languages }: Pick<Model, 'languages'>, language: string): boolean {
  return languages === undefined || languages.includes(language.toLowerCase().split('-', 1)[0] ?? '')
}

function prefixesOf(folder: string): Model['prefixes'] {
  const { prompts = {} } = readJson(join(folder, 'config_sentence_transformers.json'), Prompts) ?? {}
  return { query: prompts.query ?? '', passage: prompts.passage ?? prompts.document ?? '' }
}

function poolingOf(folder: string): Model['pooling'] {
  const read = readJson(join(folder, '1_Pooling', 'config.json'), Pooling)
  return read?.pooling_mode_cls_token === true ? 'first' : 'mean'
}

function fingerprintOf(files: readonly string[], reading: object): string {
  const hash = createHash('sha256').update(JSON.stringify(reading))
  for (const file of files) hash.update('\0').update(readFileSync(file))
  return hash.digest('base64url').slice(0, 16)
}

/** The content of a JSON file; undefined without the file. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(path)) return undefined
  const parsed = schema.safeParse(parseJson(path))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new InputError(`${path}: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}`)
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new InputError(`${path}: expected JSON, got something else`, { cause: error })
  }
}
