const SMALL_NUMBER = /^\d{1,6}$/

/** An address that is safe to show and log: without user, password and fragment. Values in its query are hidden except small numbers, since one may be a key. */
export function showUrl(url: string | URL): string {
  if (!URL.canParse(String(url))) return withoutSecrets(String(url))
  const shown = new URL(url)
  if (!/^https?:$/.test(shown.protocol)) return withoutSecrets(shown.href)
  shown.username = ''
  shown.password = ''
  shown.hash = ''
  const query = [...shown.searchParams].map(([name, value]) => `${name}=${hideValue(value)}`)
  shown.search = ''
  return query.length === 0 ? shown.href : `${shown.href}?${query.join('&')}`
}

function hideValue(value: string): string {
  return value === '' || SMALL_NUMBER.test(value) ? value : '...'
}

function withoutSecrets(text: string): string {
  return text
    .replace(/[?#].*/s, '')
    .replace(/^.*@/s, '')
    .slice(0, 200)
}
