/** The first line of an error's message, at most 200 characters. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return (message.split('\n')[0] ?? '').replace(/:$/, '').slice(0, 200)
}
