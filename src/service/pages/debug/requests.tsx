import type { DebugPart, DebugRequest } from '../../../search/answer/debug-answer.ts'
import { Note } from './note.tsx'
import { Scroll } from './table.tsx'

/** The requests as they were sent, with shell commands that send them again. */
export function Requests({ requests }: { requests: readonly DebugRequest[] }) {
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">Requests</h2>
      <Note>
        The requests as they were sent. A line of <dfn>curl</dfn> sends one again from a terminal. A{' '}
        <dfn>body</dfn> is one search in Elasticsearch’s own language.
      </Note>
      {requests.map((request, i) => (
        <section key={i}>
          <h3>
            {i + 1}. POST <code>{request.path}</code>
          </h3>
          <Copyable id={`curl-${i}`} name={`curl: all of round trip ${i + 1}`} text={request.curl} />
          {request.parts.map((part, j) => (
            <Part key={j} part={part} id={`${i}-${j}`} />
          ))}
        </section>
      ))}
    </section>
  )
}

function Part({ part: { asks, index, took, body, curl }, id }: { part: DebugPart; id: string }) {
  return (
    <details>
      <summary>
        {index}: {asks}, {took} ms
      </summary>
      <Copyable id={`curl-${id}`} name={`curl: ${index}, ${asks}`} text={curl} />
      <Copyable id={`body-${id}`} name={`body: ${index}, ${asks}`} text={JSON.stringify(body, null, 2)} />
    </details>
  )
}

/** A text to copy: the button is shown where scripts run. */
function Copyable({ id, name, text }: { id: string; name: string; text: string }) {
  return (
    <div class="copyable">
      <button type="button" class="copy" data-copies={id} aria-label={`Copy ${name}`} hidden>
        Copy
      </button>
      <Scroll label={name}>
        <pre id={id}>{text}</pre>
      </Scroll>
    </div>
  )
}
