import { Command } from 'commander'
import { PROJECT_FILE } from '../content/project/project-file.ts'
import { isSecret } from '../content/project/secret-files.ts'
import { layerOf, readLayers, type SettingsLayer, toSettings } from '../content/project/settings.ts'
import { Environment } from '../core/config.ts'
import { printable } from '../core/printable.ts'
import { maskUrl } from '../elastic/client.ts'

/** A setting as it is shown: `value` has no secret in it. */
type ShownSetting = { name: string; value: string; from: string }

const DEFAULT = 'default'

/** `blog-search config`: each setting, its value, and where it comes from. */
export function configCommand(): Command {
  return new Command('config')
    .description('print each setting, its value, and where it comes from; secrets are hidden')
    .option('--changed', 'only those that are not the default')
    .option('--json', 'print them as JSON')
    .action((options: { changed?: true; json?: true }) => {
      const layers = readLayers()
      // Wrong settings are told as every command tells them.
      toSettings(layers)
      const all = shownSettings(layers)
      const shown = options.changed === true ? all.filter(({ from }) => from !== DEFAULT) : all
      process.stdout.write(options.json === true ? `${JSON.stringify(shown)}\n` : asText(shown))
    })
}

/** All settings as they are shown, in the order of the documentation. */
function shownSettings(layers: readonly SettingsLayer[]): ShownSetting[] {
  const defaults = new Map<string, unknown>(Object.entries(Environment.parse({})))
  return Object.keys(Environment.shape).map((name) => {
    const layer = layerOf(layers, name)
    if (layer === undefined) return { name, value: shownDefault(defaults.get(name)), from: DEFAULT }
    return { name, value: hidden(name, layer.values[name] ?? ''), from: layer.from }
  })
}

/** A default as it is written. One that is an object, such as no weights of the ranking, is an empty text. */
function shownDefault(value: unknown): string {
  return typeof value === 'object' && !Array.isArray(value) ? '' : String(value ?? '')
}

function hidden(name: string, value: string): string {
  if (isSecret(name)) return '(hidden)'
  // An address may have a password in it.
  if (name === 'ELASTICSEARCH_URL') {
    return value
      .split(',')
      .map((url) => maskUrl(url.trim()))
      .join()
  }
  return value
}

function asText(settings: readonly ShownSetting[]): string {
  const width = Math.max(0, ...settings.map(({ name }) => name.length))
  const fromWidth = Math.max(0, ...settings.map(({ from }) => from.length))
  const lines = settings.map(({ name, value, from }) =>
    `${name.padEnd(width)}  ${from.padEnd(fromWidth)}  ${value === '' ? '-' : printable(value)}`.trimEnd(),
  )
  return `${lines.join('\n')}
The environment counts first, then .env, then settings in ${PROJECT_FILE}, all in this folder.
`
}
