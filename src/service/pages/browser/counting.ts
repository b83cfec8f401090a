/** Tells the service which searches stood still, and which results were clicked on, so that it can count them. */
export type Counting = {
  /** The results of a search are shown. `counted`: the service has counted it already. */
  shown(search: string, options: { counted: boolean }): void
  /** No results are shown any more. */
  left(): void
  /** A result was clicked on; positions begin at 1. */
  clicked(position: number): void
  /** Whether a search that is about to be made was counted while it was typed. */
  knows(search: string): boolean
}

/** Results that stand still for so long were wanted. */
const STILL_MS = 3_000

/** Counts for the service whose API is at an address, such as `/api/v1`. A reader who asks not to be tracked is not counted. */
export function createCounting(api: string): Counting {
  let search = ''
  let counted = false
  let typed = ''
  let still: ReturnType<typeof setTimeout> | undefined
  const send = (position?: number) => {
    const searched = !counted
    counted = true
    if (searched) typed = withoutPrefix(search)
    if (asksForPrivacy()) return
    const told = { search, ...(searched && { searched }), ...(position !== undefined && { position }) }
    navigator.sendBeacon(`${api}/clicks`, new Blob([JSON.stringify(told)], { type: 'text/plain' }))
  }
  return {
    shown(next, how) {
      clearTimeout(still)
      if (next !== search) counted = false
      search = next
      if (how.counted || withoutPrefix(next) === typed) counted = true
      if (how.counted && withoutPrefix(next) !== typed) typed = ''
      if (!counted) still = setTimeout(send, STILL_MS)
    },
    left() {
      clearTimeout(still)
      search = ''
    },
    clicked(position) {
      clearTimeout(still)
      if (search !== '') send(position)
    },
    knows: (next) => withoutPrefix(next) === typed,
  }
}

/** A search without the mark of one that is being typed. */
function withoutPrefix(search: string): string {
  const params = new URLSearchParams(search)
  params.delete('prefix')
  return params.toString()
}

/** Whether the reader asks not to be tracked, by Global Privacy Control or by Do Not Track. */
function asksForPrivacy(): boolean {
  const { doNotTrack } = navigator
  return (
    ('globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true) || doNotTrack === '1'
  )
}
