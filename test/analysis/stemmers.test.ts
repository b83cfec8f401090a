import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { Client } from '@elastic/elasticsearch'

const client = new Client({ node: process.env.TEST_ELASTICSEARCH_URL ?? 'http://127.0.0.1:9200' })
after(() => client.close())

async function stems(language: string, text: string): Promise<string> {
  const filter = [{ type: 'stemmer' as const, language }]
  const { tokens = [] } = await client.indices.analyze({ tokenizer: 'standard', filter, text })
  return tokens.map(({ token }) => token).join('|')
}

const STEMS: Record<string, [string, string]> = {
  english: ["universities' fairly", 'univers|fairli'],
  porter2: ['universities fairly', 'univers|fair'],
  light_english: ['universities fairly running', 'university|fairly|running'],
  minimal_english: ['universities boxes', 'university|boxe'],
  possessive_english: ["dog's dogs’", 'dog|dogs'],
  german: ['häuser häusern', 'haus|haus'],
  german2: ['haeuser häuser', 'haus|haus'],
  light_german: ['häusern', 'haus'],
  minimal_german: ['häuser', 'haus'],
  french: ['continuellement', 'continuel'],
  light_french: ['chevaux', 'cheval'],
  minimal_french: ['chevaux', 'cheval'],
  spanish: ['corriendo', 'corr'],
  light_spanish: ['torneos', 'torne'],
  spanish_plural: ['torneos', 'torneo'],
  italian: ['abbandonata', 'abbandon'],
  light_italian: ['abbandonata', 'abbandonat'],
  portuguese: ['meninas', 'menin'],
  light_portuguese: ['meninas', 'menin'],
  minimal_portuguese: ['meninas', 'menina'],
  portuguese_rslp: ['meninas', 'menin'],
  dutch: ['lichamelijk', 'licham'],
  swedish: ['jaktkarlarne', 'jaktkarl'],
  light_swedish: ['jaktkarlarne', 'jaktkarl'],
  minimal_swedish: ['jaktkarlarne', 'jaktkarl'],
  norwegian: ['havnedistriktene', 'havnedistrikt'],
  light_norwegian: ['havnedistriktene', 'havnedistrikt'],
  light_nynorsk: ['gutane', 'gut'],
  danish: ['undersøgelse', 'undersøg'],
  finnish: ['edeltäjistään', 'edeltäj'],
  light_finnish: ['edeltäjistään', 'edeltajist'],
  hungarian: ['babakocsijáért', 'babakocs'],
  light_hungarian: ['babakocsijáért', 'babakocs'],
  russian: ['важнейшими', 'важн'],
  light_russian: ['важнейшими', 'важнейш'],
  czech: ['studentů', 'student'],
  turkish: ['kitaplar', 'kitap'],
  galician: ['cousas', 'cous'],
  minimal_galician: ['cousas', 'cousa'],
  catalan: ['llengües', 'llengu'],
  basque: ['zaldiak', 'zaldi'],
  brazilian: ['meninas', 'menin'],
  bulgarian: ['народите', 'народ'],
  greek: ['ανθρωποι', 'ανθρωπ'],
  arabic: ['ساهدهات', 'ساهد'],
  hindi: ['लड़के', 'लड़क'],
  indonesian: ['dibukukannya', 'buku'],
  irish: ['siopadóireacht', 'siopadóir'],
  latvian: ['tirgiem', 'tirg'],
  lithuanian: ['vaikams', 'vaik'],
  romanian: ['absența', 'absenț'],
  sorani: ['پیاوەکان', 'پیاو'],
  estonian: ['raamatud', 'raama'],
  armenian: ['արծիվ', 'արծ'],
  bengali: ['বাড়ির', 'বাড়ির'],
  serbian: ['kuće', 'kuć'],
  persian: ['کتابها', 'کتاب'],
  lightEnglish: ['running', 'running'],
}

describe('the stemmer of', () => {
  for (const [language, [text, expected]] of Object.entries(STEMS)) {
    test(`${language} makes “${expected}” of “${text}”`, async () => {
      assert.equal(await stems(language, text), expected)
    })
  }

  test('an unknown language is refused', async () => {
    await assert.rejects(stems('klingon', 'x'), /Invalid stemmer class specified: Klingon/)
  })
})
