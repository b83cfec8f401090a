/** The results of a task for each item, in the order of the items. At most `limit` tasks run at a time. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limit: number,
  task: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const running: Promise<Result>[] = []
  try {
    for await (const item of items) {
      const next = task(item)
      // An error is thrown where the result is taken; until then it must not count as unhandled.
      next.catch(() => undefined)
      running.push(next)
      const first = running.length >= limit ? running.shift() : undefined
      if (first !== undefined) yield await first
    }
    for (let next = running.shift(); next !== undefined; next = running.shift()) yield await next
  } finally {
    await Promise.allSettled(running)
  }
}
