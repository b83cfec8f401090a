import type { SearchAnswer } from '../../search/answer/answer.ts'

/** Notices about an answer that is not as good as usual: stale or partial. */
export function Notices({ answer: { stale, partial } }: { answer: SearchAnswer }) {
  return (
    <>
      {stale && (
        <p class="message">
          The search is away for a moment. These are the results of a while ago; what is newer is missing.
        </p>
      )}
      {partial && (
        <p class="message">A part of the blog could not be searched, so there may be more to find.</p>
      )}
    </>
  )
}
