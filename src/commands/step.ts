/** After so long a step says how far it is, and then as often. */
const EVERY_MS = 2_000

/** A step that may take long. `add` counts what is done; `end` takes the line away from a terminal. */
type Step = { add: () => void; end: () => void }

/** Tells on standard error how far a step is, once it takes longer than two seconds: in one line on a terminal, else in a line each time. */
export function startStep(what: string, total?: number, output = process.stderr): Step {
  let done = 0
  let isShown = false
  const show = () => {
    const line = total === undefined ? `${what}: ${done}` : `${what}: ${done} of ${total}`
    output.write(output.isTTY ? `\r\u001b[K${line}` : `${line}\n`)
    isShown = true
  }
  const showing = setInterval(show, EVERY_MS)
  showing.unref()
  return {
    add: () => {
      done += 1
    },
    end: () => {
      clearInterval(showing)
      if (isShown && output.isTTY) output.write('\r\u001b[K')
      isShown = false
    },
  }
}
