import type { Client } from '@elastic/elasticsearch'
import { type Analysis, analyze, indexesText, type Token } from '../../elastic/analyze.ts'
import { withIndexMarks, withoutIndexMarks } from './index-marks.ts'

/** The tokens that each analyzer of a live index makes of a text in the blog's language, with their places in the text. Throws like analyze. */
export async function analyzeText(
  client: Client,
  alias: string,
  text: string,
  blogLanguage: string,
): Promise<Analysis[]> {
  const indexed = withIndexMarks(text, undefined, blogLanguage)
  const analyses = await analyze(client, alias, { indexed, typed: text })
  return analyses.map((analysis) => (indexesText(analysis) ? withPlacesOf(indexed, analysis) : analysis))
}

/** The analysis with places in the text without marks. */
function withPlacesOf(marked: string, analysis: Analysis): Analysis {
  const placeOf = (at: number) => withoutIndexMarks(marked.slice(0, at)).length
  const inText = ({ start, end, ...token }: Token) => ({ ...token, start: placeOf(start), end: placeOf(end) })
  return { ...analysis, tokens: analysis.tokens.map(inText) }
}
