import { readAliases } from '../aliases.ts'
import { type Fields, isTable, lowerCaseNames, tableOf } from '../fields.ts'
import { readNames, readText, readYesNo } from '../front-matter-values.ts'
import type { Layout, MarkdownFile, Site } from '../layout.ts'
import { addressOf, warningOf } from './eleventy-address.ts'
import { CONFIG_FILES, readConfig } from './eleventy-config.ts'
import { type EleventyData, merge, readData } from './eleventy-data.ts'
import { readIgnores } from './eleventy-ignores.ts'
import { readLayouts } from './eleventy-layouts.ts'

/** Tags without a topic: they put a page into a collection. */
const COLLECTION_TAGS = new Set(['all', 'nav', 'post', 'posts'])
/** Dates that Eleventy takes from the file system or from git. */
const COMPUTED_DATE = /^(?:git )?(?:last modified|created)$/i

/** Eleventy: any Markdown in the input folder makes a page at its place, unless its data say otherwise. */
export const eleventy: Layout = {
  name: 'Eleventy',
  recognises: (folder) => folder.has(CONFIG_FILES),
  async open(folder, { permalink }): Promise<Site> {
    const config = await readConfig(folder)
    const data = await readData(folder, config)
    const layoutData = await readLayouts(folder, config)
    const isIgnored = await readIgnores(folder, config)
    const { input = '' } = config
    const inInput = (place: string) => {
      if (config.input !== undefined) return place.slice(input.length)
      // The configuration computes the folder; these are the usual names.
      return place.replace(/^(?:content|src)\//, '')
    }
    return {
      roleOf: ({ place }) => {
        const isFrontPage = /^index\.[^/]+$/.test(inInput(place))
        return place.startsWith(input) && !isFrontPage && !isIgnored(place) ? 'post' : undefined
      },
      withoutFrontMatter: () => true,
      dateOrder: 'month first',
      basePath: config.basePath,
      fieldsOf: (file) => fieldsOf(file, data, layoutData),
      warningOf: (post) => (permalink === undefined ? warningOf(post, inInput(post.place)) : undefined),
      aliasesOf: readAliases,
      addressOf: (post) => addressOf(post, inInput(post.place), permalink),
      notes: [...config.notes, ...data.notes],
    }
  },
}

function fieldsOf(
  { place, fields: own }: MarkdownFile,
  data: EleventyData,
  layoutData: (name: string | undefined) => Fields,
): Fields {
  const nearer = merge(data.of(place), own)
  const { layout: _, ...around } = lowerCaseNames(layoutData(readText(nearer.layout)))
  const fields = merge(around, nearer)
  const computed = tableOf(fields.eleventycomputed)
  const date = readText(fields.date)
  const named = /\d{4}-\d{2}-\d{2}/.exec(place)?.[0]
  const given = date !== undefined && !COMPUTED_DATE.test(date) ? date : undefined
  const isComputed = date !== undefined && given === undefined
  return {
    ...fields,
    ...('permalink' in computed && { permalink: computed.permalink }),
    date: given ?? (isComputed ? undefined : named),
    tags: readNames(fields.tags, false).filter((tag) => !COLLECTION_TAGS.has(tag.toLowerCase())),
    ...(isUnwritten(fields) && { render: false }),
  }
}

/** Whether a file is not written. A permalink may be a table, with the address of the build; without that there is no page. */
function isUnwritten({ permalink }: Fields): boolean {
  return isTable(permalink) && (permalink.build === undefined || readYesNo(permalink.build) === false)
}
