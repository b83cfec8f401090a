import { homedir } from 'node:os'
import { join, sep } from 'node:path'
import { packageRoot } from '../../core/package.ts'

/** The folder of the Java sources and of the Maven project that names the jars; the same for sources and for dist. */
export const javaSources = join(packageRoot, 'src/tools/local-elasticsearch/java')

/** The folder of everything local: `.elasticsearch` of a checkout, or the user's cache folder for an installed package. */
export const defaultHome = homeOf(packageRoot, process.env, process.platform, homedir())

/** The folder that belongs to a package at `root`: ignored by git in a checkout, in the user's cache otherwise. */
export function homeOf(
  root: string,
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform,
  userHome: string,
): string {
  if (!root.split(sep).includes('node_modules')) return join(root, '.elasticsearch')
  const cache = platform === 'darwin' ? join(userHome, 'Library', 'Caches') : join(userHome, '.cache')
  return join(env.XDG_CACHE_HOME || cache, 'blog-search', 'elasticsearch')
}

/** The folder of assembled programs, shared by every node of this home. */
export const programsFolder = join(defaultHome, 'programs')

/** The folder of the cluster whose first node listens on `port`: its state file, logs and data. */
export function clusterFolder(home: string, port: number): string {
  return join(home, String(port))
}
