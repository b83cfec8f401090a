import { access, readdir, readFile, realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/** Elasticsearch 9 needs Java 21. */
export const MINIMUM_JAVA = 21

type Env = Record<string, string | undefined>
export type Jdk = { home: string; version: number }

/** The JDK to use: that of JAVA_HOME, else the one in PATH, else the newest in the usual places; undefined if none is new enough. */
export async function findJdk(env: Env = process.env, userHome = homedir()): Promise<Jdk | undefined> {
  const preferred = [env.JAVA_HOME, await javaHomeInPath(env)].filter((home) => home !== undefined)
  for (const home of preferred) {
    const jdk = await jdkAt(home)
    if (jdk) return jdk
  }
  const found = await Promise.all((await usualHomes(env, userHome)).map(jdkAt))
  return found.filter((jdk) => jdk !== undefined).sort((a, b) => b.version - a.version)[0]
}

/** The path of a program in PATH or in `furtherFolders`; undefined if it is in none. */
export async function findProgram(
  name: string,
  env: Env = process.env,
  furtherFolders: readonly string[] = [],
): Promise<string | undefined> {
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...furtherFolders]
  for (const folder of folders) {
    const path = join(folder, name)
    if (await exists(path)) return path
  }
  return undefined
}

/** The path of Maven, from PATH, MAVEN_HOME, Homebrew or SDKMAN; undefined if it is in none. */
export function findMaven(env: Env = process.env, userHome = homedir()): Promise<string | undefined> {
  const homes = [env.MAVEN_HOME, env.M2_HOME, join(sdkman(env, userHome), 'maven', 'current')]
  const folders = homes.filter((home) => home !== undefined).map((home) => join(home, 'bin'))
  return findProgram('mvn', env, [...folders, '/opt/homebrew/bin', '/usr/local/bin'])
}

/** The feature version of a JDK from its `release` file: 21 for `JAVA_VERSION="21.0.3"`, 8 for `"1.8.0"`. */
export function javaVersionOf(release: string): number | undefined {
  const version = /^JAVA_VERSION="?(?:1\.)?(\d+)/m.exec(release)?.[1]
  return version === undefined ? undefined : Number(version)
}

async function jdkAt(home: string): Promise<Jdk | undefined> {
  if (!(await exists(join(home, 'bin', 'javac'))) || !(await exists(join(home, 'bin', 'java')))) {
    return undefined
  }
  const version = javaVersionOf(await readFile(join(home, 'release'), 'utf8').catch(() => ''))
  return version !== undefined && version >= MINIMUM_JAVA ? { home, version } : undefined
}

async function javaHomeInPath(env: Env): Promise<string | undefined> {
  const javac = await findProgram('javac', env)
  return javac && dirname(dirname(await realpath(javac)))
}

async function usualHomes(env: Env, userHome: string): Promise<string[]> {
  const macHome = join('Contents', 'Home')
  const brewHome = join('libexec', 'openjdk.jdk', macHome)
  const groups = await Promise.all([
    children('/usr/lib/jvm'),
    children('/usr/java'),
    children('/opt/java'),
    children('/Library/Java/JavaVirtualMachines', macHome),
    children(join(userHome, 'Library', 'Java', 'JavaVirtualMachines'), macHome),
    children('/opt/homebrew/opt', brewHome, /^openjdk/),
    children('/usr/local/opt', brewHome, /^openjdk/),
    children('/home/linuxbrew/.linuxbrew/opt', 'libexec', /^openjdk/),
    children(join(sdkman(env, userHome), 'java')),
    children(join(userHome, '.jdks')),
  ])
  return groups.flat()
}

function sdkman(env: Env, userHome: string): string {
  return join(env.SDKMAN_DIR || join(userHome, '.sdkman'), 'candidates')
}

async function children(folder: string, inside = '', names = /./): Promise<string[]> {
  const entries = await readdir(folder).catch(() => [])
  return entries.filter((name) => names.test(name)).map((name) => join(folder, name, inside))
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
