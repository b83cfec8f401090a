import { type Fields, tableOf } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, Site } from '../layout.ts'
import { addressOf } from './hugo-address.ts'
import { contentOf, isPage, languageOf } from './hugo-content.ts'
import { CONFIG_FILES, readSettings, type Settings } from './hugo-settings.ts'

/** Hugo: posts in the sections of `content/`, pages at its top level. */
export const hugo: Layout = {
  name: 'Hugo',
  async recognises(folder) {
    if (!(await folder.has(CONFIG_FILES))) return false
    const { languages } = await readSettings(folder, {})
    return folder.has(languages.map(({ content }) => content))
  },
  async open(folder, options): Promise<Site> {
    const read = await readSettings(folder, options)
    const hasSections = await folder.some((file) => (contentOf(file, read)?.folders.length ?? 0) > 0)
    const settings = { ...read, hasSections }
    return {
      roleOf: (file) => {
        const content = contentOf(file, settings)
        if (content === undefined) return undefined
        return isPage(content, settings) ? 'page' : 'post'
      },
      fieldsOf: (file) => fieldsOf(file, settings),
      htmlPosts: true,
      addressOf: (post) => addressOf(post, settings),
    }
  },
}

function fieldsOf(file: MarkdownFile, settings: Settings): Fields {
  const code = languageOf(file.place, settings.languages)?.code
  const build = tableOf(file.fields.build ?? file.fields._build)
  const isUnrendered = readText(build.render) === 'never' || readYesNo(build.render) === false
  return {
    ...(code !== undefined && { lang: code }),
    ...file.fields,
    ...(isUnrendered && { render: false }),
  }
}
