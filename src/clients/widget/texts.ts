import { WIDGET as GERMAN } from '../../service/pages/texts/de.ts'
import { WIDGET as ENGLISH } from '../../service/pages/texts/en.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'

/** Languages whose texts the service has. Those of the others are in the script, or are the English ones. */
const OF_SERVICE = ['fr', 'es', 'it', 'pt', 'nl', 'ja']

/** The texts in a language such as `de-AT`, or in English if there are none. A promise if the service at `server` must be asked for them. */
export function textsFor(lang: string, server: string): WidgetTexts | Promise<WidgetTexts> {
  const [language = ''] = lang.toLowerCase().split('-')
  if (language === 'de') return GERMAN
  return OF_SERVICE.includes(language) ? load(language, server) : ENGLISH
}

async function load(language: string, server: string): Promise<WidgetTexts> {
  try {
    const response = await fetch(`${server.replace(/\/*$/, '')}/widget-texts.json?lang=${language}`)
    return { ...ENGLISH, ...(response.ok && (await response.json())) }
  } catch {
    return ENGLISH
  }
}
