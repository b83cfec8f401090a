import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { findElasticsearch } from '../../../src/tools/local-elasticsearch/find-elasticsearch.ts'
import { findJdk, findMaven, javaVersionOf } from '../../../src/tools/local-elasticsearch/find-java.ts'
import { homeOf } from '../../../src/tools/local-elasticsearch/paths.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blog-search-java-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function aJdk(place: string, version: string): Promise<string> {
  const home = join(folder, place)
  await mkdir(join(home, 'bin'), { recursive: true })
  await writeFile(join(home, 'bin', 'java'), '')
  await writeFile(join(home, 'bin', 'javac'), '')
  await writeFile(join(home, 'release'), `IMPLEMENTOR="x"\nJAVA_VERSION="${version}"\n`)
  return home
}

test('JAVA_HOME comes before PATH', async () => {
  const home = await aJdk('home', '21.0.3')
  const path = await aJdk('path', '25')
  const env = { JAVA_HOME: home, PATH: join(path, 'bin') }
  assert.deepEqual(await findJdk(env, folder), { home, version: 21 })
  assert.deepEqual(await findJdk({ PATH: join(path, 'bin') }, folder), { home: path, version: 25 })
})

test('a JDK that is too old, or without a compiler, is passed over', async () => {
  const old = await aJdk('old', '17.0.15')
  const runtime = await aJdk('runtime', '21')
  await rm(join(runtime, 'bin', 'javac'))
  const good = await aJdk('good', '22')
  const env = { JAVA_HOME: old, PATH: `${join(runtime, 'bin')}:${join(good, 'bin')}` }
  assert.equal((await findJdk(env, folder))?.home, good)
})

test("SDKMAN's JDKs and Maven are found", async () => {
  const newest = await aJdk('.sdkman/candidates/java/99-open', '99')
  assert.deepEqual(await findJdk({}, folder), { home: newest, version: 99 })
  await mkdir(join(folder, '.sdkman/candidates/maven/current/bin'), { recursive: true })
  await writeFile(join(folder, '.sdkman/candidates/maven/current/bin/mvn'), '')
  assert.equal(await findMaven({}, folder), join(folder, '.sdkman/candidates/maven/current/bin/mvn'))
})

test('the version is read from the release file', () => {
  assert.equal(javaVersionOf('JAVA_VERSION="21.0.3"'), 21)
  assert.equal(javaVersionOf('A=1\nJAVA_VERSION="1.8.0_392"'), 8)
  assert.equal(javaVersionOf('JAVA_VERSION=25'), 25)
  assert.equal(javaVersionOf(''), undefined)
})

test('a checkout keeps everything in its own folder, an installed package in the cache of the user', () => {
  assert.equal(homeOf('/work/blog', {}, 'linux', '/home/ann'), '/work/blog/.elasticsearch')
  const installed = '/usr/lib/node_modules/blog-search'
  const inCache = 'blog-search/elasticsearch'
  assert.equal(homeOf(installed, {}, 'linux', '/home/ann'), `/home/ann/.cache/${inCache}`)
  assert.equal(homeOf(installed, {}, 'darwin', '/Users/ann'), `/Users/ann/Library/Caches/${inCache}`)
  assert.equal(homeOf(installed, { XDG_CACHE_HOME: '/cache' }, 'linux', '/home/ann'), `/cache/${inCache}`)
})

test('ELASTICSEARCH_URL is taken as it is', async () => {
  const url = 'https://a.example:9243,https://b.example:9243'
  const { origin, url: found } = await findElasticsearch({ given: url, own: true })
  assert.deepEqual([origin, found], ['settings', url])
})
