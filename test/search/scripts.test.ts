import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Piece } from '../../src/search/answer/answer.ts'
import { TIERS } from '../../src/search/ranking.ts'
import { parseSearchRequest } from '../../src/search/request/request.ts'
import { search } from '../../src/search/search.ts'
import { dropIndexes, indexBlog, testClient } from '../helpers/test-index.ts'

const client = testClient()
let prefix = ''

const TEXTS: Record<string, [title: string, text: string, language?: string, tag?: string]> = {
  thai: ['ร้านหนังสือใกล้สถานี', 'ทำขนมปังกินเองทุกเช้า', 'th', 'อาหารเช้าง่าย'],
  lao: ['ຕະຫຼາດເຊົ້າ', 'ພວກເຮົາຊື້ໝາກກ້ວຍ', 'lo'],
  khmer: ['សៀវភៅថ្មី', 'ខ្ញុំអានសៀវភៅ', 'km'],
  burmese: ['စာအုပ်သစ်', 'ကျွန်တော်စာအုပ်ဖတ်တယ်', 'my'],
  apart: ['사진 정리 방법', '오늘 사진 정리를 했다.', 'ko'],
  joint: ['사진정리 후기', '끝.', 'ko'],
  long: ['コンピューターの話', 'うどんを茹でた。', 'ja'],
  short: ['コンピュータ入門', 'ウドン屋の気分。', 'ja'],
  traditional: ['雲端硬碟', '這裡有圖書。', 'zh-tw'],
  simplified: ['云端硬盘', '这里有图书。', 'zh-cn'],
  wide: ['ＸＹＺ入門！', '㈲の㎏。', 'ja'],
  greek: ['Θάλασσα', 'Ο ήλιος πάνω από τη θάλασσα.', 'el'],
  capitals: ['ΘΑΛΑΣΣΑ ΚΑΙ ΗΛΙΟΣ', 'Τέλος.', 'el'],
  arabic: ['أُسْرَة كبيرة', 'إسلام يقرأ.', 'ar'],
  plainArabic: ['اسرة صغيرة', 'اسلام يكتب.', 'ar'],
  presentation: ['ﻣﻜﺘﺒﺔ ﻗﺮﻳﺒﺔ', 'ﻫﻨﺎ.', 'ar'],
  persian: ['خانه‌های قدیمی', 'یک کوچه.', 'fa'],
  joinedPersian: ['خانههاي نو', 'دو كوچه.', 'fa'],
  hebrew: ['גַּן ירוק', 'קצר.', 'he'],
  yo: ['Лёд на реке', 'Холодно.', 'ru'],
  digits: ['सूची', 'कुल ४२ लेख।', 'hi'],
  heart: ['We ❤️ tea', 'Quite so.'],
  hyphens: [
    'A pop-up stall',
    'The walk-in shop has a tea-towel and a sign-up sheet, covid-19 rules and a check-in-desk.',
  ],
  joined: ['Popup windows', 'The walkin closet, a signup form, covid19.'],
  numbers: [
    '12,500 readers',
    'They need 3¼ kg, 32GB of memory, RFC 791 and Tool v4.7.2. Area: 6² m. CO₂ falls. Brandname™',
  ],
  otherNumbers: ['12.500 Leser', 'Memory of 32 GB, RFC791, Tool 4.7.3, and 3 1/4 cups.'],
  forms: ['Two geese', 'She wrote that the women sang.'],
  trademark: ['Brandname™ ready', 'Yes.'],
  signs: ['The baker´s shop', 'O`Hara didnʼt come.'],
}

before(async () => {
  const posts = Object.entries(TEXTS).map(([id, [title, text, language, tag]]) => ({
    ...{ id, url: `/${id}/`, title, text },
    ...(language !== undefined && { language }),
    ...(tag !== undefined && { tags: [tag] }),
  }))
  prefix = (await indexBlog({ posts })).prefix
})
after(async () => {
  await dropIndexes(prefix)
  await client.close()
})

async function ask(q: string) {
  const parsed = parseSearchRequest(new URLSearchParams({ q }), { maxQueryLength: 200 })
  assert.ok(parsed.ok)
  const ctx = { client, indexPrefix: prefix, timeoutMs: 10_000, language: 'en' as const }
  return search(ctx, parsed.input)
}

/** The ids of the posts that reach a tier, the best first. */
async function idsIn(q: string, tier: keyof typeof TIERS): Promise<string> {
  const { results } = await ask(q)
  return results.flatMap(({ id, score }) => ((score ?? 0) >= TIERS[tier] ? [id] : [])).join(' ')
}

const AS_TYPED: Record<string, [q: string, ids: string][]> = {
  'words without spaces': [
    ['หนังสือ', 'thai'],
    ['ขนมปัง', 'thai'],
    ['ทำขนมปัง', 'thai'],
    ['ร้านหนังสือใกล้สถานี', 'thai'],
    ['ຕະຫຼາດ', 'lao'],
    ['ໝາກກ້ວຍ', 'lao'],
    ['ຫມາກກ້ວຍ', 'lao'],
    ['សៀវភៅ', 'khmer'],
    ['စာအုပ်', 'burmese'],
    ['사진 정리', 'apart joint'],
    ['사진정리', 'joint'],
    ['コンピューター', 'long short'],
    ['コンピュータ', 'short long'],
    ['ｺﾝﾋﾟｭｰﾀ', 'short long'],
    ['うどん', 'long'],
  ],
  'compatibility forms': [
    ['مكتبة', 'presentation'],
    ['ﻗﺮﻳﺒﺔ', 'presentation'],
    ['XYZ', 'wide'],
    ['ｘｙｚ入門', 'wide'],
    ['kg', 'wide numbers'],
    ['3¼', 'numbers otherNumbers'],
    ['3 1/4', 'numbers otherNumbers'],
    ['6²', 'numbers'],
    ['62', 'numbers'],
    ['CO2', 'numbers'],
    ['brandname', 'numbers trademark'],
    ['“brandname”', 'numbers trademark'],
  ],
  'hyphens and joins': [
    ['popup', 'hyphens joined'],
    ['pop-up', 'hyphens joined'],
    ['walkin', 'hyphens joined'],
    ['signup', 'hyphens joined'],
    ['sign up', 'hyphens'],
    ['teatowel', 'hyphens'],
    ['covid19', 'hyphens joined'],
    ['covid-19', 'hyphens joined'],
    ['checkin', 'hyphens'],
  ],
  'numbers and units': [
    ['12500', 'numbers otherNumbers'],
    ['12,500', 'numbers otherNumbers'],
    ['12.500', 'numbers otherNumbers'],
    ["12'500", 'numbers otherNumbers'],
    ['12 500', 'numbers otherNumbers'],
    ['32GB', 'numbers otherNumbers'],
    ['32 gb', 'numbers otherNumbers'],
    ['RFC791', 'numbers otherNumbers'],
    ['rfc 791', 'numbers otherNumbers'],
    ['v4.7.2', 'numbers'],
    ['4.7.3', 'otherNumbers'],
  ],
  apostrophes: [
    ["baker's shop", 'signs'],
    ['baker’s', 'signs'],
    ['o´hara', 'signs'],
    ["didn't come", 'signs'],
  ],
}

describe('what is written in another way is found like what was typed:', () => {
  for (const [kind, samples] of Object.entries(AS_TYPED)) {
    test(kind, async () => {
      const found = await Promise.all(samples.map(([q]) => idsIn(q, 'phrase as typed')))
      const sorted = (ids: string) => ids.split(' ').sort().join(' ')
      assert.deepEqual(
        samples.map(([q], i) => [q, sorted(found[i] ?? '')]),
        samples.map(([q, ids]) => [q, sorted(ids)]),
      )
    })
  }
})

const BY_STEM: [q: string, ids: string][] = [
  ['うどん', 'long short'],
  ['ウドン', 'short long'],
  ['氣分', 'short'],
  ['雲端', 'traditional simplified'],
  ['云端', 'simplified traditional'],
  ['图书', 'simplified traditional'],
  ['θάλασσα', 'greek capitals'],
  ['θαλασσα', 'capitals greek'],
  ['ηλιος', 'capitals greek'],
  ['أسرة', 'arabic plainArabic'],
  ['اسرة', 'plainArabic arabic'],
  ['إسلام', 'arabic plainArabic'],
  ['خانه‌های', 'persian joinedPersian'],
  ['خانههای', 'persian joinedPersian'],
  ['کوچه', 'persian joinedPersian'],
  ['גן', 'hebrew'],
  ['лед', 'yo'],
  ['лёд', 'yo'],
  ['42', 'digits'],
  ['❤', 'heart'],
  ['❤️', 'heart'],
  ['goose', 'forms'],
  ['write', 'forms'],
  ['woman sing', 'forms'],
  ['4.7', 'otherNumbers numbers'],
  ['4.7.2', 'numbers'],
  ['v4.7.3', 'otherNumbers'],
]

test('what is folded is found by its stem, and what is written as typed comes first', async () => {
  const found = await Promise.all(BY_STEM.map(([q]) => idsIn(q, 'phrase')))
  assert.deepEqual(
    BY_STEM.map(([q], i) => [q, found[i]]),
    BY_STEM,
  )
})

test('a word of a tag that is written without spaces finds its post', async () => {
  assert.deepEqual(
    (await ask('อาหารเช้า')).results.map(({ id }) => id),
    ['thai'],
  )
  assert.equal((await ask('keyword:อาหารเช้าง่าย')).results.length, 1)
})

test('a long Korean word is found where it is written with spaces', async () => {
  const { results } = await ask('사진정리')
  assert.deepEqual(
    results.map(({ id }) => id),
    ['joint', 'apart'],
  )
  assert.deepEqual((await ask('사진')).results.length, 2)
})

const MARKED: [q: string, marked: string][] = [
  ['ขนมปัง', 'ทำ[ขนมปัง]กินเองทุกเช้า'],
  ['うどん', '[うどん]を茹でた。'],
  ['コンピューター', '[コンピューター]の話'],
  ['popup', 'A [pop-up] stall'],
  ['up', 'A pop-[up] stall'],
  ['12500', '[12,500] readers'],
  ['xyz', '[ＸＹＺ]入門！'],
  ['cloud 雲端', '[雲端]硬碟'],
  ['θαλασσα', '[ΘΑΛΑΣΣΑ] ΚΑΙ ΗΛΙΟΣ'],
  ['خانه‌های', '[خانه‌های] قدیمی'],
  ['лед', '[Лёд] на реке'],
  ['goose', 'Two [geese]'],
  ['❤', 'We [❤️] tea'],
  ['tm', 'Brandname[™] ready'],
  ["baker's", 'The [baker´s] shop'],
]

test('highlights mark what the author wrote', async () => {
  const show = (pieces: readonly Piece[]) =>
    pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')
  for (const [q, marked] of MARKED) {
    const [best] = (await ask(q)).results
    const shown = [show(best?.highlights.title ?? []), ...(best?.highlights.text ?? []).map(show)]
    assert.ok(shown.includes(marked), `${q}: expected ${marked}, got ${shown.join(' / ')}`)
  }
})

test('another way to write the query is no correction to tell of', async () => {
  for (const q of ['walk-in', 'RFC791', '12 500', 'コンピューター']) {
    assert.equal((await ask(q)).query.message, undefined, q)
  }
})
