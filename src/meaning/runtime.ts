import { createRequire } from 'node:module'
import { join } from 'node:path'
import { InputError } from '../core/errors.ts'
import { packageRoot } from '../core/package.ts'

/** A tensor of the runtime. */
type Tensor = { data: ArrayLike<number>; dims: readonly number[] }

/** What is used of the npm package onnxruntime-node. */
type Onnx = {
  Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor
  InferenceSession: {
    create(
      path: string,
      options: { intraOpNumThreads: number; interOpNumThreads: number; enableCpuMemArena: boolean },
    ): Promise<Session>
  }
}

export type Session = {
  inputNames: readonly string[]
  outputNames: readonly string[]
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>
}

/** What is used of the npm package @huggingface/tokenizers. */
type Tokenizers = {
  Tokenizer: new (tokenizer: object, config: object) => { encode(text: string): { ids: number[] } }
}

/** The npm packages that run a model. Nobody needs them who has installed no model. */
const RUNTIME = ['onnxruntime-node', '@huggingface/tokenizers'] as const

/** Loads the packages that run a model: those beside this program, or those of a folder. Throws an InputError if they are nowhere. */
export function loadRuntime(folder: string): { onnx: Onnx; tokenizers: Tokenizers } {
  const [onnx, tokenizers] = RUNTIME.map((name) => createRequire(import.meta.url)(pathOf(name, folder)))
  return { onnx, tokenizers }
}

/** Whether the packages that run a model are there. */
export function hasRuntime(folder: string): boolean {
  return RUNTIME.every((name) => findPackage(name, folder) !== undefined)
}

function pathOf(name: string, folder: string): string {
  const path = findPackage(name, folder)
  if (path === undefined) {
    throw new InputError(`${name}: expected this npm package beside blog-search or in ${folder}, got none`)
  }
  return path
}

function findPackage(name: string, folder: string): string | undefined {
  for (const root of [packageRoot, folder]) {
    try {
      return createRequire(join(root, 'package.json')).resolve(name)
    } catch {
      // It may be in the other folder.
    }
  }
  return undefined
}
