/** The heading that a post begins with, after imports. */
export function headingOf(body: string): string | undefined {
  const text = body.slice(0, 20_000).trimStart()
  const start = text.replace(/^(?:import\s(?:.|\r?\n(?!\r?\n))*(?:\r?\n){2,})*/, '').trimStart()
  const [, hashed] = /^#[ \t]+(\S.*)/.exec(start) ?? []
  const [, underlined] = /^(.+)\r?\n=+[ \t]*(?:\r?\n|$)/.exec(start) ?? []
  return hashed?.trim().replace(/\s*(?:\{#*[\w-]+\}|#+)$/, '') ?? underlined?.trim()
}
