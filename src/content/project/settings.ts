import { type Config, readConfig } from '../../core/config.ts'
import { formatWeights } from '../../core/weights.ts'
import { type Project, readProject } from './project-file.ts'
import { withSecretFiles } from './secret-files.ts'

/** The settings of a command: the environment, and for all else the project file where the command is run. Throws an InputError that names the errors in either. */
export function readSettings(project: Project | undefined = readProject()): Config {
  return readConfig({
    ...(project?.site !== undefined && { SITE_URL: project.site }),
    ...(project?.language !== undefined && { BLOG_LANGUAGE: project.language }),
    ...(project !== undefined && {
      FACETS: project.facets.map(({ field }) => field).join(),
      RANKING: formatWeights(project.ranking),
    }),
    ...withSecretFiles(withoutEmpty(process.env)),
  })
}

function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
}
