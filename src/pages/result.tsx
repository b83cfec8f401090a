import type { ComponentChildren } from 'preact'
import type { CommentHit, PostHit } from '../search/answer.ts'
import { Day } from './day.tsx'
import { safeLink } from './links.ts'
import { Pieces } from './pieces.tsx'

type ResultProps = { post: PostHit; siteUrl: string | undefined }

/** A post that was found: title, facts, fragments of its text, and its comments that matched. */
export function Result({ post, siteUrl }: ResultProps) {
  const language = post.language ?? undefined
  return (
    <li class="result">
      <article>
        <h2 lang={language} dir="auto">
          <SafeLink url={post.url} siteUrl={siteUrl}>
            <Pieces pieces={post.highlights.title} />
          </SafeLink>
        </h2>
        <Facts post={post} />
        {post.highlights.text.map((fragment, i) => (
          <p key={i} lang={language} dir="auto">
            <Pieces pieces={fragment} />
          </p>
        ))}
        {post.comments.length > 0 && (
          <section class="comments">
            <h3>{post.comments.length === 1 ? 'Matching comment' : 'Matching comments'}</h3>
            <ul>
              {post.comments.map((comment) => (
                <Comment key={comment.id} comment={comment} siteUrl={siteUrl} />
              ))}
            </ul>
          </section>
        )}
      </article>
    </li>
  )
}

function Facts({ post }: { post: PostHit }) {
  const facts: ComponentChildren[] = [
    post.date !== null && <Day date={post.date} />,
    post.author !== null && <bdi>{post.author}</bdi>,
    post.categories.length > 0 && <bdi>{post.categories.join(', ')}</bdi>,
    post.tags.length > 0 && <bdi>{post.tags.join(', ')}</bdi>,
  ]
  return <FactLine facts={facts} />
}

function Comment({ comment, siteUrl }: { comment: CommentHit; siteUrl: string | undefined }) {
  const facts: ComponentChildren[] = [
    <SafeLink url={comment.url} siteUrl={siteUrl}>
      Comment by <bdi>{comment.author ?? 'somebody'}</bdi>
    </SafeLink>,
    comment.date !== null && <Day date={comment.date} />,
  ]
  return (
    <li>
      <FactLine facts={facts} />
      {comment.highlights.map((fragment, i) => (
        <p key={i} dir="auto">
          <Pieces pieces={fragment} />
        </p>
      ))}
    </li>
  )
}

function FactLine({ facts }: { facts: readonly ComponentChildren[] }) {
  const known = facts.filter((fact) => fact !== false)
  if (known.length === 0) return null
  return <p class="quiet">{known.flatMap((fact, i) => (i === 0 ? [fact] : [' · ', fact]))}</p>
}

function SafeLink(props: { url: string; siteUrl: string | undefined; children: ComponentChildren }) {
  const href = safeLink(props.url, props.siteUrl)
  return href === undefined ? <span>{props.children}</span> : <a href={href}>{props.children}</a>
}
