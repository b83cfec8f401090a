import * as de from './de.ts'
import * as en from './en.ts'
import * as es from './es.ts'
import * as fr from './fr.ts'
import * as it from './it.ts'
import * as ja from './ja.ts'
import * as nl from './nl.ts'
import * as pt from './pt.ts'
import type { PageTexts, ScriptTexts, WidgetTexts } from './types.ts'

/** All texts for readers in one language. */
export type Texts = { lang: string } & WidgetTexts & PageTexts

const TABLE: Record<string, { WIDGET: WidgetTexts; PAGE: PageTexts }> = { en, de, fr, es, it, pt, nl, ja }

/** The languages that have texts. */
export const TEXT_LANGUAGES: readonly string[] = Object.keys(TABLE)

/** The texts of a language such as `de`, or in English if it has none. */
export function textsOf(lang: string): Texts {
  const known = Object.hasOwn(TABLE, lang) ? lang : 'en'
  const { WIDGET, PAGE } = TABLE[known] ?? en
  return { lang: known, ...WIDGET, ...PAGE }
}

/** The texts of the widget in a language such as `de`, or in English if it has none. */
export function widgetTextsOf(lang: string): WidgetTexts {
  return (Object.hasOwn(TABLE, lang) ? TABLE[lang] : undefined)?.WIDGET ?? en.WIDGET
}

/** The texts that the script of the search page shows. */
export function scriptTexts(t: Texts): ScriptTexts {
  const { list, recent, clear, posts, exact, oneChoice, choices, noChoices } = t
  const { slow, unreachable, unavailable, wrong, noAnswer, tryNow, tryingAgain } = t
  return {
    ...{ list, recent, clear, posts, exact, oneChoice, choices, noChoices },
    ...{ slow, unreachable, unavailable, wrong, noAnswer, tryNow, tryingAgain },
  }
}
