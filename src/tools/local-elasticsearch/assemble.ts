import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { findJdk, findMaven, type Jdk, MINIMUM_JAVA } from './find-java.ts'
import { LocalNodeError } from './local-node-error.ts'
import { javaSources, programsFolder } from './paths.ts'
import { runCommand } from './run-command.ts'
import { ELASTICSEARCH_VERSION } from './version.ts'

const MAVEN_TIMEOUT_MS = 10 * 60_000
const COMPILE_TIMEOUT_MS = 2 * 60_000
const DEPENDENCY_PLUGIN_VERSION = '3.8.1'
const LAUNCHER = 'LocalNode.java'
const NETTY_PLUGIN = 'org.elasticsearch.transport.netty4.Netty4Plugin'
const BRIDGE_PLUGIN = 'blogsearch.local.AnalysisBridge'

/** The parts needed to run a node: the JDK, and the folder with Elasticsearch's jars and modules. */
export type Program = { jdk: Jdk; folder: string }
type Context = { jdk: Jdk; folder: string; signal?: AbortSignal | undefined }

/** The program of the local node, fetched with Maven and compiled on first use. Throws a LocalNodeError that says what to install. */
export async function assembleProgram(
  log: (line: string) => void,
  signal?: AbortSignal | undefined,
): Promise<Program> {
  const jdk = await findJdk()
  if (!jdk) throw new LocalNodeError(INSTALL_HINT)
  const folder = join(programsFolder, `${ELASTICSEARCH_VERSION}-${await sourcesHash()}`)
  if (await isComplete(folder)) return { jdk, folder }
  const maven = await findMaven()
  if (!maven) throw new LocalNodeError(INSTALL_HINT)
  log(`Fetching Elasticsearch ${ELASTICSEARCH_VERSION} from Maven Central (57 MB) and compiling its launcher`)
  await mkdir(programsFolder, { recursive: true })
  const building = await mkdtemp(join(programsFolder, 'building-'))
  try {
    await build(maven, { jdk, folder: building, signal })
    await moveInPlace(building, folder)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
  return { jdk, folder }
}

/** Instructions if the local node cannot run on this machine. */
export const INSTALL_HINT = `The local Elasticsearch needs a JDK ${MINIMUM_JAVA} or newer (looked for in JAVA_HOME, PATH and the usual places) and Maven (mvn). Install both, for example:
  Debian, Ubuntu: apt-get install openjdk-21-jdk-headless maven
  macOS:          brew install openjdk maven
or set ELASTICSEARCH_URL to an Elasticsearch 9 that runs elsewhere.`

/** Whether this machine has the JDK and the Maven that the local node needs. */
export async function canRunLocalNode(): Promise<boolean> {
  return (await findJdk()) !== undefined && (await findMaven()) !== undefined
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256').update(assembleRecipe)
  for (const name of (await readdir(javaSources)).sort()) {
    hash.update(`\0${name}\0`).update(await readFile(join(javaSources, name)))
  }
  return hash.digest('hex').slice(0, 12)
}

async function isComplete(folder: string): Promise<boolean> {
  return access(join(folder, 'modules')).then(
    () => true,
    () => false,
  )
}

/** Renames the folder, so that it appears whole or not at all. If two processes build it, the second keeps the folder of the first. */
async function moveInPlace(building: string, folder: string): Promise<void> {
  try {
    await rename(building, folder)
  } catch (error) {
    if (!(await isComplete(folder))) throw error
  }
}

async function build(maven: string, context: Context): Promise<void> {
  const modules = join(context.folder, 'modules')
  await fetchJars(maven, context)
  await sortJars(context.folder)
  await compile(context)
  await mkdir(join(context.folder, 'config'))
  await writeFile(join(context.folder, 'config', 'log4j2.properties'), LOGGING)
  await writeFile(
    join(modules, 'transport-netty4', 'plugin-descriptor.properties'),
    descriptor('transport-netty4', NETTY_PLUGIN),
  )
  await writeFile(
    join(modules, 'analysis-common', 'plugin-descriptor.properties'),
    descriptor('analysis-common', BRIDGE_PLUGIN),
  )
}

/** Fetches the jars. MAVEN_ARGS goes to the command line, since Maven before 3.9 does not read it. */
async function fetchJars(maven: string, { jdk, folder, signal }: Context): Promise<void> {
  const { MAVEN_ARGS = '', ...env } = process.env
  const args = [
    ...MAVEN_ARGS.split(/\s+/).filter(Boolean),
    '--quiet',
    '--batch-mode',
    `--file=${join(javaSources, 'pom.xml')}`,
    `-Delasticsearch.version=${ELASTICSEARCH_VERSION}`,
    `-DoutputDirectory=${join(folder, 'lib')}`,
    `org.apache.maven.plugins:maven-dependency-plugin:${DEPENDENCY_PLUGIN_VERSION}:copy-dependencies`,
  ]
  await runCommand(maven, args, { timeoutMs: MAVEN_TIMEOUT_MS, signal, env: { ...env, JAVA_HOME: jdk.home } })
}

async function sortJars(folder: string): Promise<void> {
  const netty = join(folder, 'modules', 'transport-netty4')
  await mkdir(netty, { recursive: true })
  const jars = await readdir(join(folder, 'lib'))
  for (const jar of jars.filter((name) => name.includes('netty'))) {
    await rename(join(folder, 'lib', jar), join(netty, jar))
  }
}

/** Compiles launcher and bridge into separate folders, since Elasticsearch refuses a class that it finds twice. */
async function compile({ jdk, folder, signal }: Context): Promise<void> {
  const tool = (name: string, args: readonly string[]) =>
    runCommand(join(jdk.home, 'bin', name), args, { timeoutMs: COMPILE_TIMEOUT_MS, signal })
  const javac = (target: string, sources: readonly string[]) =>
    tool('javac', [
      ...['--release', '21', '-encoding', 'UTF-8', '-nowarn', '-Xlint:-deprecation'],
      ...['-cp', join(folder, 'lib', '*'), '-d', join(folder, target)],
      ...sources.map((name) => join(javaSources, name)),
    ])
  const sources = (await readdir(javaSources)).filter((name) => name.endsWith('.java'))
  await javac('launcher', [LAUNCHER])
  await javac(
    'bridge',
    sources.filter((name) => basename(name) !== LAUNCHER),
  )
  const module = join(folder, 'modules', 'analysis-common')
  await mkdir(module)
  await tool('jar', ['--create', '--file', join(module, 'bridge.jar'), '-C', join(folder, 'bridge'), '.'])
}

function descriptor(name: string, classname: string): string {
  return [
    `description=${name}`,
    `version=${ELASTICSEARCH_VERSION}`,
    `name=${name}`,
    'java.version=21',
    `elasticsearch.version=${ELASTICSEARCH_VERSION}`,
    `classname=${classname}`,
    'extended.plugins=',
    'has.native.controller=false',
    '',
  ].join('\n')
}

const LOGGING = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] [%node_name] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`

/** Part of the hash in the name of the program's folder, so that a changed recipe makes a new folder. */
const assembleRecipe = [LOGGING, descriptor('', NETTY_PLUGIN), BRIDGE_PLUGIN].join('\0')
