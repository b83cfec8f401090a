import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const port = z.int().min(1).max(65_535)

/** A started node: its ports on 127.0.0.1, its process, and the folder and file to which it writes. */
export const NodeState = z.object({
  name: z.string(),
  pid: z.int().positive(),
  httpPort: port,
  transportPort: port,
  dataFolder: z.string(),
  logFile: z.string(),
})
export type NodeState = z.infer<typeof NodeState>

/** The state that `start` saves for `status` and `stop`. */
export const ClusterState = z.object({
  version: z.string(),
  heap: z.string(),
  nodes: z.array(NodeState).min(1),
})
export type ClusterState = z.infer<typeof ClusterState>

const fileOf = (folder: string) => join(folder, 'cluster.json')

/** The state saved in a cluster's folder; undefined if the file is missing or damaged. */
export async function readClusterState(folder: string): Promise<ClusterState | undefined> {
  try {
    return ClusterState.safeParse(JSON.parse(await readFile(fileOf(folder), 'utf8'))).data
  } catch {
    return undefined
  }
}

/** Writes the state atomically: a reader sees the old state or the new one. */
export async function writeClusterState(folder: string, state: ClusterState): Promise<void> {
  await mkdir(folder, { recursive: true })
  const draft = `${fileOf(folder)}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(state, undefined, 2)}\n`)
  await rename(draft, fileOf(folder))
}

/** Deletes the state of a cluster that does not run. */
export async function removeClusterState(folder: string): Promise<void> {
  await rm(fileOf(folder), { force: true })
}
