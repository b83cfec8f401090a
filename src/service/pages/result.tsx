import { type ComponentChildren, Fragment } from 'preact'
import type { CommentHit, Piece, PostHit } from '../../search/answer/answer.ts'
import { Day } from './day.tsx'
import { shownFragment } from './fragment.ts'
import { safeLink, searchUrl } from './links.ts'
import { Pieces } from './pieces.tsx'
import { placeOf } from './text-fragment.ts'
import { fill } from './texts/fill.ts'
import { Filled, useTexts } from './texts/use-texts.tsx'

type ResultProps = {
  post: PostHit
  siteUrl: string | undefined
  /** The origin whose pictures are shown. */
  pictures: string | undefined
}

/** A post that was found: picture, title, facts, fragments of its text, and its comments that matched. */
export function Result({ post, siteUrl, pictures }: ResultProps) {
  const language = post.language ?? undefined
  const href = safeLink(post.url, siteUrl)
  const picture = pictureOf(post, siteUrl, pictures)
  return (
    <li class="result">
      <article class={picture === undefined ? undefined : 'with-picture'}>
        {picture !== undefined && (
          <img class="picture" src={picture} alt="" width="112" height="84" loading="lazy" decoding="async" />
        )}
        <h2 lang={language} dir="auto">
          <SafeLink url={post.url} siteUrl={siteUrl}>
            <Pieces pieces={post.highlights.title} />
          </SafeLink>
        </h2>
        <Facts post={post} />
        {post.highlights.text.map((fragment, i) => (
          <Snippet
            key={i}
            fragment={fragment}
            language={language}
            place={href === undefined ? undefined : placeOf(href, fragment)}
          />
        ))}
        <Comments comments={post.comments} siteUrl={siteUrl} />
      </article>
    </li>
  )
}

/** The address of a post's picture, if it comes from the one origin whose pictures are shown. */
function pictureOf({ image }: PostHit, siteUrl: string | undefined, origin: string | undefined) {
  const address = image === null ? undefined : safeLink(image, siteUrl)
  if (address === undefined || origin === undefined || !URL.canParse(address)) return undefined
  return new URL(address).origin === origin ? address : undefined
}

function Facts({ post }: { post: PostHit }) {
  const t = useTexts()
  const facts: ComponentChildren[] = [
    post.similar === true && <em class="similar">{t.similar}</em>,
    post.date !== null && <Day date={post.date} />,
    post.site !== null && <Labels name="site" values={[post.site]} />,
    post.author !== null && <Labels name="author" values={[post.author]} />,
    post.categories.length > 0 && <Labels name="category" values={post.categories} />,
    post.tags.length > 0 && <Labels name="keyword" values={post.tags} />,
  ]
  return <FactLine facts={facts} />
}

type LabelsProps = { name: 'site' | 'author' | 'category' | 'keyword'; values: readonly string[] }

/** Labels of a post. Each links to all posts that have it. */
function Labels({ name, values }: LabelsProps) {
  return (
    <>
      {values.map((value, i) => (
        <Fragment key={value}>
          {i > 0 && ', '}
          <a class="fact" href={searchUrl({ q: '', kept: [[name, value]] })}>
            <bdi>{value}</bdi>
          </a>
        </Fragment>
      ))}
    </>
  )
}

type CommentsProps = { comments: readonly CommentHit[]; siteUrl: string | undefined }

/** The best comment. Other comments that matched are in a part that opens. */
function Comments({ comments: [best, ...others], siteUrl }: CommentsProps) {
  const t = useTexts()
  if (best === undefined) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and sections of one name would be landmarks of one name.
    <div class="comments" role="group" aria-label={t.matchingComments}>
      <Comment comment={best} siteUrl={siteUrl} />
      {others.length > 0 && (
        <details>
          <summary>
            <bdi>{others.length === 1 ? t.oneMoreComment : fill(t.moreComments, { n: others.length })}</bdi>
          </summary>
          {others.map((comment) => (
            <Comment key={comment.id} comment={comment} siteUrl={siteUrl} />
          ))}
        </details>
      )}
    </div>
  )
}

/** Fragments of a comment that are shown. They are few, since the comment stands under its post. */
const COMMENT_FRAGMENTS = 2

function Comment({ comment, siteUrl }: { comment: CommentHit; siteUrl: string | undefined }) {
  const t = useTexts()
  const facts: ComponentChildren[] = [
    <SafeLink url={comment.url} siteUrl={siteUrl}>
      {comment.author === null ? t.comment : <Filled text={t.commentBy} values={{ name: comment.author }} />}
    </SafeLink>,
    comment.date !== null && <Day date={comment.date} />,
  ]
  return (
    <div class="comment">
      <FactLine facts={facts} />
      {comment.highlights.slice(0, COMMENT_FRAGMENTS).map((fragment, i) => (
        <Snippet key={i} fragment={fragment} />
      ))}
    </div>
  )
}

type SnippetProps = {
  fragment: readonly Piece[]
  language?: string | undefined
  /** The address of its place in the post. */
  place?: string | undefined
}

/** A fragment of a text. */
function Snippet({ fragment, language, place }: SnippetProps) {
  const { before, pieces, after } = shownFragment(fragment)
  return (
    <p lang={language} dir="auto">
      {before}
      {place === undefined ? (
        <Pieces pieces={pieces} />
      ) : (
        <a class="place" href={place}>
          <Pieces pieces={pieces} />
        </a>
      )}
      {after}
    </p>
  )
}

function FactLine({ facts }: { facts: readonly ComponentChildren[] }) {
  const known = facts.filter((fact) => fact !== false)
  if (known.length === 0) return null
  return <p class="quiet">{known.flatMap((fact, i) => (i === 0 ? [fact] : [' · ', fact]))}</p>
}

/** A link to a post or comment; only its text if its address is not safe. */
export function SafeLink(props: { url: string; siteUrl: string | undefined; children: ComponentChildren }) {
  const href = safeLink(props.url, props.siteUrl)
  return href === undefined ? <span>{props.children}</span> : <a href={href}>{props.children}</a>
}
