import type { RequestHandler } from 'express'
import { widgetTextsOf } from '../pages/texts/texts.ts'

const CACHE_CONTROL = 'public, max-age=3600, stale-while-revalidate=86400'

/** `GET /widget-texts.json?lang=fr`: the texts of the widget in a language that its script does not have; in English if there are none. Any page may load them. */
export function widgetTexts(): RequestHandler {
  return (req, res) => {
    const lang = new URL(req.originalUrl, 'http://service').searchParams.get('lang') ?? ''
    res.set('Cache-Control', CACHE_CONTROL)
    res.set('Access-Control-Allow-Origin', '*').set('Cross-Origin-Resource-Policy', 'cross-origin')
    res.json(widgetTextsOf(lang))
  }
}
