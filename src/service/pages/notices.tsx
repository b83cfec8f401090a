import type { SearchAnswer } from '../../search/answer/answer.ts'
import { useTexts } from './texts/use-texts.tsx'

/** Notices about an answer that is not as good as usual: stale or partial. */
export function Notices({ answer: { stale, partial } }: { answer: SearchAnswer }) {
  const t = useTexts()
  return (
    <>
      {stale && <p class="message">{t.stale}</p>}
      {partial && <p class="message">{t.partial}</p>}
    </>
  )
}
