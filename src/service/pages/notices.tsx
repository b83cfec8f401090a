import type { SearchAnswer } from '../../search/answer/answer.ts'
import { useTexts } from './texts/use-texts.tsx'

/** Notices about an answer: what the owner tells readers of this query, and that it is not as good as usual, stale or partial. */
export function Notices({ answer: { query, stale, partial } }: { answer: SearchAnswer }) {
  const t = useTexts()
  return (
    <>
      {query.notes?.map((note) => (
        <p key={note} class="message" dir="auto">
          {note}
        </p>
      ))}
      {stale && <p class="message">{t.stale}</p>}
      {partial && <p class="message">{t.partial}</p>}
    </>
  )
}
