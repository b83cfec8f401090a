/** What a site's robots.txt asks of this program. */
export type Robots = {
  /** Whether a path, with its query, may be fetched. */
  allows(path: string): boolean
  /** The sitemaps that it names, as written. */
  sitemaps: readonly string[]
  /** The wait between two requests that it asks for. */
  delayMs: number
}

/** Google reads as much of a file. */
const MAX_CHARACTERS = 500 * 1024
/** A rule with more stars would take long to compare; nobody writes so many. */
const MAX_STARS = 20
const MAX_DELAY_MS = 60_000

type Rule = { isAllowed: boolean; path: string }
type Group = { agents: string[]; rules: Rule[]; delayMs: number }

/** Reads a robots.txt (RFC 9309) for the program `agent`. The group that names it counts, otherwise that of all. */
export function readRobots(text: string, agent: string): Robots {
  const { groups, sitemaps } = parse(text.slice(0, MAX_CHARACTERS))
  const named = groups.filter(({ agents }) => agents.includes(agent))
  const chosen = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'))
  const rules = chosen.flatMap((group) => group.rules)
  return {
    allows: (path) => isAllowed(path, rules),
    sitemaps,
    delayMs: Math.min(MAX_DELAY_MS, Math.max(0, ...chosen.map(({ delayMs }) => delayMs))),
  }
}

/** The answer of a site without robots.txt. */
export const NO_ROBOTS: Robots = { allows: () => true, sitemaps: [], delayMs: 0 }

function parse(text: string): { groups: Group[]; sitemaps: string[] } {
  const fields = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((line) => {
      const { name, value = '' } = /^\s*(?<name>[\w-]+)\s*:\s*(?<value>[^#]*)/.exec(line)?.groups ?? {}
      return name === undefined ? [] : [{ name: name.toLowerCase(), value: value.trim() }]
    })
  const sitemaps = fields.filter(({ name }) => name === 'sitemap').map(({ value }) => value)
  const groups: Group[] = []
  let isNaming = false
  for (const { name, value } of fields.filter((field) => field.name !== 'sitemap')) {
    const isAgent = name === 'user-agent'
    if (isAgent && !isNaming) groups.push({ agents: [], rules: [], delayMs: 0 })
    if (isAgent) groups.at(-1)?.agents.push(value.toLowerCase())
    else addRule(groups.at(-1), name, value)
    isNaming = isAgent
  }
  return { groups, sitemaps }
}

function addRule(group: Group | undefined, field: string, value: string): void {
  if (group === undefined) return
  if (field === 'crawl-delay') group.delayMs = Math.max(0, Number(value) * 1000 || 0)
  else if ((field === 'allow' || field === 'disallow') && value !== '') {
    group.rules.push({ isAllowed: field === 'allow', path: value })
  }
}

/** The longest rule that a path begins with counts; of two of the same length, the one that allows. */
function isAllowed(path: string, rules: readonly Rule[]): boolean {
  const fitting = rules.filter((rule) => beginsWith(decoded(path), decoded(rule.path)))
  const longest = Math.max(0, ...fitting.map((rule) => rule.path.length))
  const best = fitting.filter((rule) => rule.path.length === longest)
  return best.length === 0 || best.some((rule) => rule.isAllowed)
}

/** Whether a path begins with a rule, in which `*` stands for anything and a `$` at the end for the end. */
function beginsWith(path: string, rule: string): boolean {
  const isWhole = rule.endsWith('$')
  const [first = '', ...others] = (isWhole ? rule.slice(0, -1) : rule).split('*').slice(0, MAX_STARS)
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const [i, part] of others.entries()) {
    const isLast = isWhole && i === others.length - 1
    const found = isLast ? lastPlace(path, part, at) : path.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return !isWhole || at === path.length
}

function lastPlace(path: string, part: string, from: number): number {
  const place = path.length - part.length
  return place >= from && path.endsWith(part) ? place : -1
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
