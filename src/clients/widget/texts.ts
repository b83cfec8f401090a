import { WIDGET as ENGLISH } from '../../service/pages/texts/en.ts'
import type { WidgetTexts } from '../../service/pages/texts/types.ts'

/** Languages whose texts the service has. For all others, those in the script are used, which are English. */
const OF_SERVICE = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'ja']

/** The texts in a language such as `de-AT`, or in English if there are none. A promise if the service at `server` must be asked for them. */
export function textsFor(lang: string, server: string): WidgetTexts | Promise<WidgetTexts> {
  const [language = ''] = lang.toLowerCase().split('-')
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
