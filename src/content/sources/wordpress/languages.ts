/** The beginning of a text in a language, or the end of one, as the plugin qTranslate marks them: `[:en]`, `[:]`, `<!--:en-->`, `{:en}`. */
const SWITCH = /\[:([a-z]{2,3})?\]|<!--:([a-z]{2,3})?-->|\{:([a-z]{2,3})?\}/g
const OPENING = /\[:[a-z]{2,3}\]|<!--:[a-z]{2,3}-->|\{:[a-z]{2,3}\}/

/** The texts of a field by language. What stands outside of the marks is for all languages. */
type Texts = { language: string | undefined; text: string }[]

/** A text in the language of the blog, or in its first language if it has none in that. A text without marks stays as it is. */
export function inOwnLanguage(text: string, blogLanguage: string | undefined): string {
  if (!OPENING.test(text)) return text
  const texts = split(text)
  const own = ownLanguage(texts, blogLanguage)
  return join(texts, (language) => language === undefined || language === own)
}

/** The content of a post in the language of the blog, then titles and content in its other languages. */
export function inAllLanguages(title: string, content: string, blogLanguage: string | undefined): string {
  if (!OPENING.test(title) && !OPENING.test(content)) return content
  const [titles, contents] = [split(title), split(content)]
  const own = ownLanguage([...contents, ...titles], blogLanguage)
  const others = new Set([...titles, ...contents].flatMap(({ language }) => language ?? []))
  others.delete(own ?? '')
  const translations = [...others].map(
    (other) =>
      `${join(titles, (language) => language === other)}\n\n${join(contents, (language) => language === other)}`,
  )
  return [inOwnLanguage(content, own), ...translations].join('\n\n')
}

function split(text: string): Texts {
  const texts: Texts = []
  let language: string | undefined
  let position = 0
  for (const match of text.matchAll(SWITCH)) {
    texts.push({ language, text: text.slice(position, match.index) })
    language = match[1] ?? match[2] ?? match[3]
    position = match.index + match[0].length
  }
  return [...texts, { language, text: text.slice(position) }]
}

function ownLanguage(texts: Texts, blogLanguage: string | undefined): string | undefined {
  const languages = texts.flatMap(({ language }) => language ?? [])
  const wanted = blogLanguage?.toLowerCase().split(/[-_]/)[0]
  return languages.find((language) => language === wanted) ?? languages[0]
}

function join(texts: Texts, isTaken: (language: string | undefined) => boolean): string {
  return texts
    .filter(({ language }) => isTaken(language))
    .map(({ text }) => text)
    .join('')
}
