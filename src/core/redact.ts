/** Patterns of private data that people paste into a search box or an address, with their replacements. They apply in this order. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic|apikey)\s+[\w+/=.~-]{8,}/gi, '$1 [secret]'],
  [
    /\b(pass(?:word|wd|phrase)?|pwd|secret|token|api[-_ ]?key|authorization)(\s*[=:]\s*)(?!bearer|basic)\S+/gi,
    '$1$2[secret]',
  ],
  [/[^\s@<>"'()[\],;]{1,64}(?:@|%40)[^\s@<>"'()[\],;]{1,255}/gu, '[e-mail]'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '[token]'],
  [
    /\b(?:bs|sk|pk|rk|gh[a-z]|github_pat|glpat|xox[a-z]|npm|ya29|AKIA|eyJ)[-_.]?[\w-]{12,}(?:\.[\w-]+)*/g,
    '[token]',
  ],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '[address]'],
  [
    /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?![\w:])|(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){0,6}::[0-9a-f:]{2,}/gi,
    '[address]',
  ],
  [/\d(?:[ -]?\d){9,}/g, '[number]'],
]
/** A possible token of any kind: a long run in which letters and digits mix. */
const LONG_RUN = /[\w+/=~-]{16,}/g
const MIXED = /^(?=.*\d)(?=.*[a-z])[\w+/=~]{16,}/i

/** A text without e-mail addresses, IP addresses, long numbers, and likely passwords, keys and tokens. */
export function redact(text: string): string {
  const without = PATTERNS.reduce((all, [pattern, mark]) => all.replace(pattern, mark), text)
  return without.replace(LONG_RUN, (run) => (isToken(run) ? '[token]' : run))
}

/** Whether a run is a token. Words with dashes, as in the address of a post, are not: each word is short, or has no digits. */
function isToken(run: string): boolean {
  return run.split(/[-/]/).some((part) => MIXED.test(part))
}

/** A message without the credentials of a request. Elasticsearch, or a proxy in front of it, may repeat them. */
export function withoutCredentials(text: string): string {
  return text.replace(/\b(ApiKey|Basic|Bearer) +[\w+/=.~-]+/gi, '$1 ***')
}
