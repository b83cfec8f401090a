import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { packageRoot } from '../src/core/package.ts'

/** Imports, exports and dynamic imports of another file of ours, types too. */
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g

/** The rows of the table of rooms in DESIGN.md, from top to bottom: each the paths of one room, folders with a slash at their end. */
function roomsOf(design: string): string[][] {
  const table = /## The rooms\n[^|]*((?:\|.*\n)+)/.exec(design)?.[1] ?? ''
  return table
    .split('\n')
    .map((row) => [...(row.split('|')[1] ?? '').matchAll(/`(src\/[^`]+)`/g)].map(([, path = '']) => path))
    .filter((paths) => paths.length > 0)
}

const rooms = roomsOf(readFileSync(join(packageRoot, 'DESIGN.md'), 'utf8'))

/** The numbers of the rows that name a file or a folder around it. */
function rowsOf(file: string): number[] {
  return rooms.flatMap((paths, row) =>
    paths.some((path) => (path.endsWith('/') ? file.startsWith(path) : file === path)) ? [row] : [],
  )
}

const files = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.tsx?$/.test(name))

function importsOf(file: string): string[] {
  const text = readFileSync(join(packageRoot, file), 'utf8')
  return [...text.matchAll(IMPORT)].map(([, path = '']) =>
    relative(packageRoot, join(packageRoot, dirname(file), path)).replaceAll('\\', '/'),
  )
}

test('every source file is in one room of the table in DESIGN.md, and every room has files', () => {
  const homeless = files.filter((file) => rowsOf(file).length !== 1)
  assert.deepEqual(homeless, [])
  const paths = rooms.flat()
  const empty = paths.filter((path) => !files.some((file) => file === path || file.startsWith(path)))
  assert.ok(paths.length > 20)
  assert.deepEqual(empty, [])
})

test('a room imports nothing but rooms below it in the table', () => {
  const upwards = files.flatMap((file) => {
    const [row = -1] = rowsOf(file)
    return importsOf(file)
      .filter((imported) => imported.startsWith('src/') && (rowsOf(imported)[0] ?? -1) < row)
      .map((imported) => `${file} imports ${imported}`)
  })
  assert.deepEqual(upwards, [])
  assert.ok(files.flatMap(importsOf).length > 1_000)
})

/** `file#name` of everything that a file imports by name. An import of a whole file counts for each word of the importing one. */
function namesImportedBy(file: string): string[] {
  const text = readFileSync(join(packageRoot, file), 'utf8')
  const at = (path: string) =>
    relative(packageRoot, join(packageRoot, dirname(file), path)).replaceAll('\\', '/')
  const named = [...text.matchAll(/\{([^{}]*)\}\s*from\s*'(\.[^']+)'/g)].flatMap(
    ([, names = '', path = '']) =>
      names.split(',').map(
        (name) =>
          `${at(path)}#${
            name
              .trim()
              .replace(/^type /, '')
              .split(' ')[0]
          }`,
      ),
  )
  const whole = [...text.matchAll(/(?:\bimport\(|\* as \w+ from )'(\.[^']+)'/g)].flatMap(([, path = '']) =>
    (text.match(/\b\w+\b/g) ?? []).map((word) => `${at(path)}#${word}`),
  )
  return [...named, ...whole]
}

test('every export is imported by another file, but those of the client, which others import', () => {
  const users = ['src', 'test', 'bench', 'release'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  const imported = new Set(users.flatMap(namesImportedBy))
  const exported = files.flatMap((file) =>
    [
      ...readFileSync(join(packageRoot, file), 'utf8').matchAll(
        /^export (?:async )?(?:function\*?|const|class|type|interface) (\w+)/gm,
      ),
    ].map(([, name]) => `${file}#${name}`),
  )
  assert.ok(exported.length > 1_500)
  const unused = exported.filter(
    (name) => !imported.has(name) && !name.startsWith('src/clients/js/client.ts#'),
  )
  assert.deepEqual(unused, [])
})

test('every source file that the documentation names is there', () => {
  const sources = ['src', 'test', 'bench', 'examples'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  )
  const pages = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(join(packageRoot, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  )
  const named = pages.flatMap((page) =>
    [...readFileSync(join(packageRoot, page), 'utf8').matchAll(/[\w-]+(?:\/[\w.-]+)+\.tsx?\b/g)].map(
      ([path]) => ({ page, path }),
    ),
  )
  assert.ok(named.length > 50)
  const gone = named.filter(({ path }) => !sources.some((file) => file === path || file.endsWith(`/${path}`)))
  assert.deepEqual(gone, [])
})
