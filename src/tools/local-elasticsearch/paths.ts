import { homedir } from 'node:os'
import { join, sep } from 'node:path'
import { packageRoot } from '../../core/package.ts'

/** The folder of the Java sources and of the Maven project that lists the jars. Both sources and dist use it. */
export const javaSources = join(packageRoot, 'src/tools/local-elasticsearch/java')

/** The folder of all local files: `.elasticsearch` of a checkout, or one in the user's cache for an installed package. */
export const defaultHome = homeOf(packageRoot, process.env, process.platform, homedir())

/** The folder of local files for a package at `root`: ignored by git in a checkout, else in the user's cache. */
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
