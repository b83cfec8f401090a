import { idFromUrl } from '../../../documents/post-id.ts'
import { readDate } from '../../../documents/read-date.ts'
import { type Fields, lowerCaseNames, tableOf } from '../fields.ts'
import { readText, readYesNo } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, Site } from '../layout.ts'
import { ADDRESS_DATE, addressOf, aliasesOf, type HugoSite } from './hugo-address.ts'
import { CONFIG_FILES } from './hugo-config.ts'
import { cascadesOf, contentOf, readTree, type Tree } from './hugo-content.ts'
import { datesOf } from './hugo-dates.ts'
import { notesOn } from './hugo-notes.ts'
import { isHtml, readSettings, type Settings } from './hugo-settings.ts'
import { readCascades, withCascades } from './hugo-target.ts'

/** Hugo: posts in the sections of the content, pages at its top level. */
export const hugo: Layout = {
  name: 'Hugo',
  async recognises(folder) {
    if (!(await folder.has(CONFIG_FILES))) return false
    const { mounts } = await readSettings(folder, {})
    return folder.has(mounts.map(({ source }) => source))
  },
  async open(folder, options): Promise<Site> {
    const settings = await readSettings(folder, options)
    const tree = await readTree(folder, settings)
    const hasSections = await folder.some(
      (file) => (contentOf(file, settings, tree)?.folders.length ?? 0) > 0,
    )
    const site = { settings, tree, hasSections }
    return {
      roleOf: (file) => {
        const content = contentOf(file, settings, tree)
        if (content === undefined) return undefined
        return hasSections && content.folders.length === 0 ? 'page' : 'post'
      },
      fieldsOf: (file) => withId(file, fieldsOf(file, settings, tree), site),
      htmlPosts: true,
      withoutFrontMatter: ({ kind }) => kind === 'markdown',
      publishesFuture: settings.builds.future,
      basePath: settings.basePath,
      notes: await notesOn(folder, settings),
      addressOf: (post) => addressOf(post, site),
      aliasesOf: (post) => aliasesOf(post, site),
    }
  },
}

/** The front matter with what cascades to it, its dates by the configuration, and its language. */
function fieldsOf(file: MarkdownFile, settings: Settings, tree: Tree): Fields {
  const content = contentOf(file, settings, tree)
  if (content === undefined) return file.fields
  const { language, path, stem } = content
  const { builds } = settings
  const page = { path, code: language.code }
  const fields = withCascades(
    file.fields,
    [...readCascades(file.fields.cascade), ...cascadesOf(content, tree)],
    page,
  )
  return {
    ...(language.isNamed && { lang: language.code }),
    ...fields,
    ...datedFields(
      fields,
      datesOf(fields, language.dates, { name: stem, modified: tree.modified.get(file.place) }),
    ),
    ...(builds.drafts && { draft: undefined }),
    ...(builds.expired && { expirydate: undefined }),
    ...(!isHtml(fields.outputs, language.hasHtml) && { render: false }),
    ...builtFields(lowerCaseNames(tableOf(fields.build ?? fields._build))),
  }
}

/** Pages of two languages have equal paths if each language has its own host. The id of a page then has its language, unless that is the default. */
function withId(file: MarkdownFile, fields: Fields, site: HugoSite): Fields {
  const language = contentOf(file, site.settings, site.tree)?.language
  if (language?.baseUrl === undefined || language.isDefault || readText(fields.id) !== undefined)
    return fields
  const address = addressOf({ ...file, fields, categories: [] }, site)
  return { ...fields, id: `${language.code}/${idFromUrl(address)}` }
}

/** The dates under the names that all sites share. A post that is published before its date has the day when it is published. */
function datedFields(
  fields: Fields,
  { date, slug, publishdate, lastmod, expirydate }: ReturnType<typeof datesOf>,
): Fields {
  const isEarly = isFuture(date) && publishdate !== undefined && !isFuture(publishdate)
  return {
    ...{ date: isEarly ? publishdate : date, publishdate, lastmod, expirydate },
    ...{ pubdate: undefined, modified: undefined, unpublishdate: undefined },
    [ADDRESS_DATE]: date === undefined ? undefined : (readDate(date) ?? date),
    ...(readYesNo(fields.published) !== false && { published: undefined }),
    ...(slug !== undefined && readText(fields.slug) === undefined && { slug }),
  }
}

function isFuture(date: string | undefined): boolean {
  return date !== undefined && Date.parse(readDate(date) ?? '') > Date.now()
}

/** What the `build` options of a page mean: without an address there is no page, and what is in no list is not to be found. */
function builtFields({ list, render }: Fields): Fields {
  const isUnlisted = readYesNo(list) === false || ['never', 'local'].includes(readText(list) ?? '')
  const isUnrendered = readYesNo(render) === false || ['never', 'link'].includes(readText(render) ?? '')
  return { ...(isUnlisted && { unlisted: true }), ...(isUnrendered && { render: false }) }
}
