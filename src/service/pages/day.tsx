import { useTexts } from './texts/use-texts.tsx'

/** The day of an ISO 8601 date, in the author's own time zone. */
export function Day({ date }: { date: string }) {
  const { lang } = useTexts()
  const day = Date.parse(date.slice(0, 10))
  const format = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  return <time dateTime={date}>{Number.isNaN(day) ? date : format.format(day)}</time>
}
