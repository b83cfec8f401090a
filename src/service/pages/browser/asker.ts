/** Asks questions of a service. Only the newest question counts. */
type Asker<Question> = {
  /** Asks at once, or as soon as the last request is `waitMs` old. Drops all earlier questions. */
  ask(question: Question): void
  /** Drops the question that is not answered yet. */
  stop(): void
}

type AskerOptions<Question, Answer> = {
  request(question: Question, signal: AbortSignal): Promise<Answer>
  onAnswer(question: Question, answer: Answer): void
  /** Called for the newest question only, when it fails or takes longer than `timeoutMs`. */
  onFailure(question: Question, error: unknown): void
  waitMs: number
  timeoutMs: number
}

/** An asker. It never passes on the answer to a question once a newer one was asked. */
export function createAsker<Question, Answer>(options: AskerOptions<Question, Answer>): Asker<Question> {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const run = async (question: Question) => {
    const mine = new AbortController()
    asking = mine
    askedAt = performance.now()
    try {
      const answer = await options.request(
        question,
        AbortSignal.any([mine.signal, AbortSignal.timeout(options.timeoutMs)]),
      )
      if (asking === mine) options.onAnswer(question, answer)
    } catch (error) {
      if (asking === mine) options.onFailure(question, error)
    }
  }

  const stop = () => {
    clearTimeout(waiting)
    const stopped = asking
    asking = undefined
    stopped?.abort()
  }

  return {
    ask(question) {
      stop()
      const pause = askedAt + options.waitMs - performance.now()
      if (pause <= 0) void run(question)
      else waiting = setTimeout(() => void run(question), pause)
    },
    stop,
  }
}
