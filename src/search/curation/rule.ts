import { z } from 'zod'
import { splitWords } from '../request/words.ts'

const MAX_IDS = 20
const MAX_WORDS = 50
const MAX_TEXT = 500
/** Rules of a blog at most. */
export const MAX_RULES = 500

const id = z.string('expected the id of a post').min(1, 'expected the id of a post').max(2_000)
const day = z
  .string('expected a day such as 2026-12-24')
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)), {
    error: 'expected a day such as 2026-12-24',
  })
const ids = z.array(id, 'expected a list of ids').min(1, 'expected at least one id').max(MAX_IDS)

/** When a rule holds: for a query, as it was typed, corrected or replaced by a synonym. */
const When = z.strictObject({
  query: z
    .string('expected the words of a query')
    .max(MAX_TEXT)
    .refine((text) => splitWords(text).length > 0, { error: 'expected the words of a query' }),
  match: z
    .enum(['exact', 'contains', 'all'], 'expected exact, contains or all')
    .default('exact')
    .describe('exact: these words alone; contains: these words in a row; all: these words in any order.'),
})

/** What the owner wants of some queries, without its id. */
export const RuleBody = z
  .strictObject({
    when: When.optional(),
    pin: ids.optional().describe('Posts that come first, in this order.'),
    hide: ids.optional().describe('Posts that these queries do not find.'),
    redirect: z
      .url({ protocol: /^https?$/, error: 'expected a http:// or https:// address' })
      .optional()
      .describe('The page that the search page leads to instead.'),
    message: z.string('expected a text').min(1).max(MAX_TEXT).optional().describe('What readers are told.'),
    synonyms: z
      .array(z.string('expected a line such as "js, javascript"').max(MAX_TEXT), 'expected a list of lines')
      .min(1)
      .max(MAX_WORDS)
      .optional()
      .describe('Lines as in the file of synonyms, for all queries.'),
    'never-correct': z
      .array(z.string('expected a word').min(1).max(100), 'expected a list of words')
      .min(1)
      .max(MAX_WORDS)
      .optional()
      .describe('Words that are right as they are, in all queries.'),
    from: day.optional().describe('The first day on which the rule holds (UTC).'),
    until: day.optional().describe('The last day on which it holds.'),
  })
  .refine((rule) => DOES.some((name) => rule[name] !== undefined), {
    error: `expected one of ${['pin', 'hide', 'redirect', 'message', 'synonyms', 'never-correct'].join(', ')}`,
  })
  .refine((rule) => rule.when !== undefined || NEEDS_WHEN.every((name) => rule[name] === undefined), {
    error: 'expected "when" together with pin, hide, redirect or message',
  })
export type RuleBody = z.infer<typeof RuleBody>

const NEEDS_WHEN = ['pin', 'hide', 'redirect', 'message'] as const
const DOES = [...NEEDS_WHEN, 'synonyms', 'never-correct'] as const

/** The name of a rule. */
export const RuleId = z
  .string('expected a name such as kettle')
  .regex(/^[\w.-]{1,64}$/, 'expected letters, digits, "_", "." and "-", at most 64')

/** A rule with its name. */
export type Rule = RuleBody & { id: string }
