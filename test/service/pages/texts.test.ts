import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TEXT_LANGUAGES, textsOf, widgetTextsOf } from '../../../src/service/pages/texts/texts.ts'
import { anAnswer, aPost, startApp } from '../http/start-app.ts'

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()
/** Messages that the service gives in English. */
const ANSWERED: Record<string, string[]> = { showing: ['{queries}'], someWords: ['{q}'], unquoted: [] }

describe('the texts of page and widget', () => {
  for (const lang of TEXT_LANGUAGES.filter((one) => one !== 'en')) {
    test(`are complete in ${lang}, with the places that the English ones fill`, () => {
      const english = Object.entries(textsOf('en'))
      const texts: Record<string, string> = { ...textsOf(lang) }
      assert.deepEqual(Object.keys(texts).sort(), english.map(([name]) => name).sort())
      for (const [name, text] of english) {
        assert.deepEqual(placeholders(texts[name] ?? ''), ANSWERED[name] ?? placeholders(text), name)
        assert.notEqual(texts[name], '', name)
      }
      assert.notEqual(texts.welcome, textsOf('en').welcome)
    })
  }

  test('are those of the reader, or else of the blog', async (t) => {
    const total = { value: 12_345, relation: 'eq' } as const
    const query = { q: 'firefix', strategy: 'exact' as const, meant: ['firefox'] }
    const message = 'Showing results for “firefox”. Search only for “firefix”.'
    const { url } = await startApp(t, {
      env: { BLOG_LANGUAGE: 'de' },
      search: async (_ctx, input) =>
        anAnswer(input, { results: [aPost()], total, query: { ...query, message } }),
    })
    const get = async (asked: string, path = '/search?q=firefix') => {
      const response = await fetch(url + path, { headers: { 'accept-language': asked } })
      return { html: await response.text(), vary: response.headers.get('vary') ?? '' }
    }
    for (const [asked, lang] of [
      ['*', 'de'],
      ['pl', 'de'],
      ['pl, fr-CA;q=0.9', 'fr'],
      ['ja', 'ja'],
      ['en-US,en;q=0.9', 'en'],
      ['x'.repeat(5_000), 'de'],
    ]) {
      const { html, vary } = await get(asked ?? '')
      assert.match(html, new RegExp(`^<!DOCTYPE html><html lang="${lang}">`), asked)
      assert.match(vary, /Accept-Language/)
    }
    const { html } = await get('de-AT')
    assert.match(
      html,
      /Ergebnisse für <a class="spelling"[^>]*><bdi>firefox<\/bdi><\/a>\. <a class="only"[^>]*>Nur nach „<bdi>firefix<\/bdi>“ suchen</,
    )
    for (const text of [
      '12.345 Beiträge, hier Nummer 1',
      '17. August 2025',
      'Kommentar von <bdi>Grace</bdi>',
      'Beste zuerst',
    ]) {
      assert.ok(html.includes(text), text)
    }
    assert.match((await get('es', '/nothing')).html, /<html lang="es">.*<h1>No encontrado<\/h1>/)
  })

  test('are given to a widget that lacks them', async (t) => {
    const { url } = await startApp(t)
    for (const lang of ['fr', 'xx', '__proto__', '']) {
      const response = await fetch(`${url}/widget-texts.json?lang=${lang}`)
      assert.deepEqual(await response.json(), widgetTextsOf(lang === 'fr' ? 'fr' : 'en'), lang)
      assert.equal(response.headers.get('access-control-allow-origin'), '*')
    }
  })
})
