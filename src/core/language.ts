import { readdirSync, readFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { z } from 'zod'
import { packageRoot } from './package.ts'

const FOLDER = join(packageRoot, 'index-mappings', 'languages')

/** The languages that have a stemmer and stop words: those with a file. */
export const STEMMED_LANGUAGES: readonly string[] = readdirSync(FOLDER).map((name) => parse(name).name)

/** The language of a blog: its two or three letters of ISO 639, such as `en`. */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'expected a language of two or three letters, such as en, pt or cs')
export type Language = z.infer<typeof Language>

/** Lines of words with spaces between. Apostrophes do not count. */
const Words = z
  .array(z.string())
  .default([])
  .transform(
    (lines): ReadonlySet<string> => new Set(lines.flatMap((line) => line.replaceAll("'", '').split(' '))),
  )

/** A file of index-mappings/languages: the analysis of one language. */
const LanguageFile = z.strictObject({
  /** Rules that the language adds to a char filter of analysis.json. */
  char_filter: z.record(z.string(), z.array(z.string())).default({}),
  filter: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** The filters that go in place of the slots of the analyzers in analysis.json, such as "$stemmed". */
  slots: z.partialRecord(z.enum(['lowercase', 'elided', 'normalised', 'stemmed']), z.array(z.string())),
  /** Function words: articles, pronouns, prepositions, conjunctions, auxiliaries and question words. They do not tell what a post is about. */
  stopWords: Words,
  /** The commonest words, which are left out on blogs of other languages too. */
  commonWords: Words,
})
export type LanguageAnalysis = z.infer<typeof LanguageFile>

/** The analysis of a language without a file of its own: its words are found as they are written. */
const NO_ANALYSIS = LanguageFile.parse({ slots: { stemmed: ['asciifolding'] } })

const known = new Map<Language, LanguageAnalysis>()

/** The analysis of a language. Throws if its file has the wrong form. */
export function analysisOf(language: Language): LanguageAnalysis {
  const analysis = known.get(language) ?? readAnalysis(language)
  known.set(language, analysis)
  return analysis
}

function readAnalysis(language: Language): LanguageAnalysis {
  if (!isStemmed(language)) return NO_ANALYSIS
  return LanguageFile.parse(JSON.parse(readFileSync(join(FOLDER, `${language}.json`), 'utf8')))
}

/** How a language is named to the owner of a blog. */
export function nameLanguage(language: Language): string {
  return isStemmed(language)
    ? language
    : `${language}, which has no stemmer: words are found as they are written`
}

/** Whether there is a stemmer for a language. Without one, words are found as they are written. */
export function isStemmed(language: Language): boolean {
  return STEMMED_LANGUAGES.includes(language)
}

const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

/** The direction in which a language is written, by its usual script. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr'
}
