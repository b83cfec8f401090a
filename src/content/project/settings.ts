import { type Config, Environment, readConfig } from '../../core/config.ts'
import { formatWeights } from '../../core/weights.ts'
import { ENV_FILE, readEnvFile } from './env-file.ts'
import { PROJECT_FILE, type Project, readProject } from './project-file.ts'
import { withSecretFiles } from './secret-files.ts'

type Values = Record<string, string | undefined>

/** A place that settings come from, and those that it has. */
export type SettingsLayer = { from: string; values: Values }

/** Where the settings of the environment come from. */
const FROM_ENVIRONMENT = 'environment'

/** The settings of a command: the environment counts first, then `.env`, then the project file where the command is run. Throws an InputError that names the errors in any of them. */
export function readSettings(project: Project | undefined = readProject()): Config {
  return toSettings(readLayers(project))
}

/** The places of settings where a command is run, the weakest first. A secret in a file is read. */
export function readLayers(project: Project | undefined = readProject()): SettingsLayer[] {
  const known = (values: Values) =>
    Object.fromEntries(
      Object.entries(values).filter(([name]) => name in Environment.shape || name === 'NODE_ENV'),
    )
  return [
    { from: PROJECT_FILE, values: settingsOf(project) },
    { from: ENV_FILE, values: known(readEnvFile()) },
    { from: FROM_ENVIRONMENT, values: known(process.env) },
  ].map(({ from, values }) => ({ from, values: withSecretFiles(withoutEmpty(values)) }))
}

/** The settings of layers; a later layer counts before an earlier one. */
export function toSettings(layers: readonly SettingsLayer[]): Config {
  return readConfig(Object.assign({}, ...layers.map(({ values }) => values)), (name) => {
    const from = layerOf(layers, name)?.from
    return from === undefined || from === FROM_ENVIRONMENT ? '' : `${from}: `
  })
}

/** The layer whose value of a setting counts. */
export function layerOf(layers: readonly SettingsLayer[], name: string): SettingsLayer | undefined {
  return layers.findLast(({ values }) => values[name] !== undefined)
}

/** The settings that the project file names, by their own names. */
function settingsOf(project: Project | undefined): Values {
  if (project === undefined) return {}
  const { site, language, facets, ranking, settings } = project
  return {
    ...settings,
    ...(site !== undefined && { SITE_URL: site }),
    ...(language !== undefined && { BLOG_LANGUAGE: language }),
    ...withoutEmpty({
      FACETS: facets.map(({ field }) => field).join(),
      RANKING: formatWeights(ranking),
    }),
  }
}

function withoutEmpty(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim()))
}
