import { Command, InvalidArgumentError } from 'commander'
import { readSettings } from '../content/project/settings.ts'
import { InputError } from '../core/errors.ts'
import { printable } from '../core/printable.ts'
import {
  changeKeys,
  makeKey,
  readKeys,
  SCOPES,
  type Scope,
  type StoredKey,
} from '../service/auth/key-file.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** `blog-search keys create|list|revoke`: manages the keys of those who may read, write, debug and measure. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('make, list and revoke keys of the API (file: API_KEYS_FILE)')
  keys
    .command('create')
    .description('make a key and print it: it cannot be shown again')
    .requiredOption('--name <name>', 'who or what it is for')
    .requiredOption('--scopes <list>', `what it allows: ${SCOPES.join(', ')}`, parseScopes)
    .option('--expires <when>', 'until when it is valid, such as 2027-01-31 or 90d', parseExpiry)
    .option('--json', 'print it as JSON, with the key')
    .action(create)
  keys
    .command('list')
    .description('list the keys, not themselves but what they are for')
    .option('--json', 'print them as JSON')
    .action(async ({ json }: { json?: true }) => {
      const keys = await readKeys(keysFile())
      const shown = keys.map(({ hash: _secret, ...key }) => key)
      process.stdout.write(json === true ? `${JSON.stringify(shown)}\n` : asText(keys, new Date()))
    })
  keys
    .command('revoke')
    .description('make a key invalid, within a second')
    .argument('<id>', 'its id as `keys list` prints it')
    .option('--json', 'print its id as JSON')
    .action(revoke)
  return keys
}

async function create({
  json,
  ...options
}: {
  name: string
  scopes: Scope[]
  expires?: Date
  json?: true
}): Promise<void> {
  const path = keysFile()
  const { key, stored } = makeKey(options, new Date())
  await changeKeys(path, (keys) => [...keys, stored])
  if (json === true) {
    const { hash: _secret, ...shown } = stored
    process.stdout.write(`${JSON.stringify({ key, ...shown })}\n`)
    return
  }
  process.stdout.write(`${key}\n`)
  process.stderr.write(
    `Key ${stored.id} for ${stored.name} (${stored.scopes.join(', ')}). It cannot be shown again.\n`,
  )
}

async function revoke(id: string, { json }: { json?: true }): Promise<void> {
  const path = keysFile()
  await changeKeys(path, (keys) => {
    const others = keys.filter((key) => key.id !== id)
    if (others.length < keys.length) return others
    const ids = keys.map((key) => key.id).join(', ') || 'none'
    throw new InputError(`id: expected that of a key (${ids}), got ${JSON.stringify(id)}`)
  })
  process.stdout.write(json === true ? `${JSON.stringify({ revoked: id })}\n` : `Revoked ${id}.\n`)
}

function keysFile(): string {
  const { apiKeysFile } = readSettings()
  if (apiKeysFile === undefined)
    throw new InputError('API_KEYS_FILE: expected the path of a file of keys, got none')
  return apiKeysFile
}

function asText(keys: readonly StoredKey[], now: Date): string {
  if (keys.length === 0) return 'There are no keys.\n'
  return keys
    .map(({ id, name, scopes, created, expires }) => {
      const until =
        expires === undefined
          ? 'no expiry'
          : `${Date.parse(expires) <= now.getTime() ? 'EXPIRED' : 'until'} ${expires.slice(0, 10)}`
      return `${id}  ${scopes.join(',')}  since ${created.slice(0, 10)}, ${until}  ${printable(name)}\n`
    })
    .join('')
}

function parseScopes(text: string): Scope[] {
  const names = text.split(',').map((name) => name.trim())
  const scopes = SCOPES.filter((scope) => names.includes(scope))
  if (names.every((name) => SCOPES.some((scope) => scope === name))) return scopes
  throw new InvalidArgumentError(`Expected some of ${SCOPES.join(', ')}.`)
}

function parseExpiry(text: string): Date {
  const days = /^(\d{1,5})d$/.exec(text)?.[1]
  const date = days === undefined ? new Date(text) : new Date(Date.now() + Number(days) * DAY_MS)
  if (/^\d{4}-\d{2}-\d{2}|^\d+d$/.test(text) && date.getTime() > Date.now()) return date
  throw new InvalidArgumentError('Expected a date to come such as 2027-01-31, or days such as 90d.')
}
