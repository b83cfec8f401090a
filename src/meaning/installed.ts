import { existsSync } from 'node:fs'
import { availableParallelism, homedir } from 'node:os'
import { join, sep } from 'node:path'
import { InputError } from '../core/errors.ts'
import { packageRoot } from '../core/package.ts'
import type { Embedder } from './embedder.ts'
import { type Model, readModel } from './model.ts'
import { ModelProcess } from './model-process.ts'
import { hasRuntime } from './runtime.ts'

/** Processes that embed posts at a time; more would leave nothing for Elasticsearch. */
const MAX_PROCESSES = 4

/** The value of MEANING_MODEL with which words alone find posts, though a model is installed. */
const OFF = 'off'

/** The setting of the folder that has a model. */
type Settings = { meaningModel?: string }

/** The folder for the model and for what runs it: MEANING_MODEL, or else one of the checkout or of the user. */
export function meaningFolder({ meaningModel }: Settings): string {
  return meaningModel ?? DEFAULT_FOLDER
}

/** Where the packages that run models are installed: beside the model that this program installs. */
export const RUNTIME_FOLDER = join(defaultFolder(), 'runtime')

const DEFAULT_FOLDER = join(defaultFolder(), 'model')

function defaultFolder(): string {
  if (!packageRoot.split(sep).includes('node_modules')) return join(packageRoot, '.meaning')
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'blog-search', 'meaning')
}

/** The model of the settings; undefined if none was installed. Throws an InputError if a model is there or is asked for, and cannot be used. */
export function installedModel(settings: Settings): Model | undefined {
  const folder = meaningFolder(settings)
  if (settings.meaningModel === OFF) return undefined
  if (settings.meaningModel === undefined && !existsSync(folder)) return undefined
  const model = readModel(folder)
  if (!hasRuntime(RUNTIME_FOLDER)) {
    throw new InputError(
      `${folder}: expected the npm packages that run this model, got none; run \`blog-search meaning install\``,
    )
  }
  return model
}

/** A process that runs a model. */
export function startModel(model: Model): Embedder {
  return new ModelProcess(model, RUNTIME_FOLDER)
}

/** The processes that embed many posts. */
export function startModels(model: Model): Embedder[] {
  const count = Math.min(MAX_PROCESSES, availableParallelism())
  return Array.from({ length: count }, () => startModel(model))
}
