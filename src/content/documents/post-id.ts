/** Extensions that name the technique behind a page. ".0-Timeline" and ".js" are part of a title. */
const PAGE_EXTENSION = /\.(?:x?html?|shtml|php|aspx?|jsp|cfm|cgi|md|markdown)$/i

/** The path of a URL, or a path itself, percent-decoded, without outer slashes and page extension: `2019/01/a` of `https://example.org/2019/01/a.html`. Empty for the front page, undefined if the text is no URL. */
export function idFromUrl(url: string): string | undefined {
  const base = 'http://localhost'
  if (!URL.canParse(url, base)) return undefined
  const path = decodePath(new URL(url, base).pathname)
  return path.replace(/^\/+|\/+$/g, '').replace(PAGE_EXTENSION, '')
}

/** A path without percent-encoding; unchanged if the encoding is broken. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Pages made by a program: which post they show depends on the query, as on the front page (`/?p=12`, `/index.php?id=12`). */
const PROGRAM = /^\/*$|\.(?:php|aspx?|jsp|cfm|cgi)$/i
/** Parameters that tell where a reader came from or what else is shown, never which post it is. */
const NOT_A_NAME =
  /^(?:utm_.*|.*clid|mc_[ce]id|_g[al]|igshid|ref|ref_src|replytocom|cpage|share|doing_wp_cron)$/i

/** The parts of an address by which it is compared. `query` is sorted, without parameters of tracking, and begins with "?" if there is one. */
type AddressParts = {
  /** Without "www."; empty for a path alone. */
  host: string
  /** As an id has it, in lower case, without the name of an index page. */
  path: string
  query: string
  /** Whether the query says which post it is. */
  isNamedByQuery: boolean
}

/** The parts of an address or path; for a text that is no address, the text as its path. */
export function addressParts(address: string): AddressParts {
  const base = 'http://localhost'
  const path = (idFromUrl(address) ?? address).replace(/(?:^|\/)index$/, '').toLowerCase()
  if (!URL.canParse(address, base)) return { host: '', path, query: '', isNamedByQuery: false }
  const url = new URL(address, base)
  const isWhole = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(address.trim())
  const query = queryOf(url)
  return {
    host: isWhole ? `${url.host.replace(/^www\./, '')}/` : '',
    path,
    query,
    isNamedByQuery: query !== '' && PROGRAM.test(url.pathname),
  }
}

/** The part of an address that tells the posts of a site apart: its path in lower case, and the query if that says which post it is (`?p=12`). */
export function pathOf(address: string): string {
  const { path, query, isNamedByQuery } = addressParts(address)
  return isNamedByQuery ? path + query : path
}

function queryOf({ searchParams }: URL): string {
  const named = [...searchParams].filter(([name]) => !NOT_A_NAME.test(name))
  const texts = named.map(([name, value]) => `${name}=${value}`).sort()
  return texts.length === 0 ? '' : `?${texts.join('&')}`
}

/** The id of a post without one of its own: the path of its address, and the query if that says which post it is. Empty for a front page, undefined if the text is no URL. */
export function idOfAddress(url: string): string | undefined {
  const path = idFromUrl(url)
  const { query, isNamedByQuery } = addressParts(url)
  return path === undefined || !isNamedByQuery ? path : path + query
}
