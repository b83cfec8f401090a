const FORMAT = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })

/** The day of an ISO 8601 date, in the author's own time zone. */
export function Day({ date }: { date: string }) {
  const day = Date.parse(date.slice(0, 10))
  return <time dateTime={date}>{Number.isNaN(day) ? date : FORMAT.format(day)}</time>
}
