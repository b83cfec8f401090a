import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const port = z.int().min(1).max(65_535)

/** One node that was started: its ports on 127.0.0.1, its process and where it writes. */
export const NodeState = z.object({
  name: z.string(),
  pid: z.int().positive(),
  httpPort: port,
  transportPort: port,
  dataFolder: z.string(),
  logFile: z.string(),
})
export type NodeState = z.infer<typeof NodeState>

/** What `start` leaves behind for `status` and `stop`. */
export const ClusterState = z.object({
  version: z.string(),
  heap: z.string(),
  nodes: z.array(NodeState).min(1),
})
export type ClusterState = z.infer<typeof ClusterState>

const fileOf = (folder: string) => join(folder, 'cluster.json')

/** The state that a cluster's folder holds; undefined without one, or when the file is damaged. */
export async function readClusterState(folder: string): Promise<ClusterState | undefined> {
  try {
    return ClusterState.safeParse(JSON.parse(await readFile(fileOf(folder), 'utf8'))).data
  } catch {
    return undefined
  }
}

/** Writes the state whole: a reader sees the former one or this one. */
export async function writeClusterState(folder: string, state: ClusterState): Promise<void> {
  await mkdir(folder, { recursive: true })
  const draft = `${fileOf(folder)}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(state, undefined, 2)}\n`)
  await rename(draft, fileOf(folder))
}

/** Forgets the state of a cluster that does not run. */
export async function removeClusterState(folder: string): Promise<void> {
  await rm(fileOf(folder), { force: true })
}
