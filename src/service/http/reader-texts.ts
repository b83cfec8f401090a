import type { Request, Response } from 'express'
import { TEXT_LANGUAGES, type Texts, textsOf } from '../pages/texts/texts.ts'
import { siteOf } from './site.ts'

/** The texts for the reader of a page: in the language that the browser asks for, or else in that of the blog. The answer says that it depends on this. */
export function readerTexts(req: Request, res: Response): Texts {
  res.vary('Accept-Language')
  const { language } = siteOf(req.app)
  // The browser takes the first where it wants any.
  const asked = req.acceptsLanguages(language, ...TEXT_LANGUAGES)
  return textsOf(asked === false ? language : asked)
}
