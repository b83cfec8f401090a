import { childrenOf, firstText, type XmlElement } from '../feed/xml-element.ts'

/** What an entry of an export is, and why it is not for readers, if it is not. */
type EntryKind =
  | { kind: 'post' | 'page' | 'comment'; hidden: string | undefined }
  /** A template, a setting, or a kind that is unknown: nothing that readers see. */
  | { kind: 'other'; hidden: string }

const KIND = /\/kind#(?<kind>\w+)$/
const KINDS = new Map<string, 'post' | 'page' | 'comment'>([
  ['post', 'post'],
  ['page', 'page'],
  ['comment', 'comment'],
])
/** The names of statuses in the report; others keep their own name. */
const STATUSES = new Map([
  ['DRAFT', 'draft'],
  ['SCHEDULED', 'scheduled'],
  ['SOFT_TRASHED', 'trash'],
  ['TRASHED', 'trash'],
  ['SPAM', 'spam'],
  ['SPAM_COMMENT', 'spam'],
  ['PENDING', 'unapproved'],
  ['PENDING_MODERATION', 'unapproved'],
])

/** The kind of an entry: by `blogger:type` in the export of Takeout, by a category in the older export. */
export function kindOf(entry: XmlElement): EntryKind {
  const type = firstText(entry, ['blogger:type'])
  const name = (type ?? categoryKind(entry) ?? '').toLowerCase()
  const kind = KINDS.get(name)
  if (kind === undefined) return { kind: 'other', hidden: name === '' ? 'without a kind' : shorten(name) }
  return { kind, hidden: type === undefined ? hiddenByControl(entry, kind) : hiddenByStatus(entry) }
}

function categoryKind(entry: XmlElement): string | undefined {
  return childrenOf(entry, 'category')
    .map(({ attributes }) => KIND.exec(attributes.term ?? '')?.groups?.kind)
    .find((kind) => kind !== undefined)
}

/** In the older export only drafts have a sign, and so do comments that their authors removed. */
function hiddenByControl(entry: XmlElement, kind: string): string | undefined {
  const [control] = childrenOf(entry, 'app:control')
  const isDraft = control !== undefined && firstText(control, ['app:draft'])?.toLowerCase() !== 'no'
  if (isDraft) return kind === 'comment' ? 'unapproved' : 'draft'
  const isRemoved = childrenOf(entry, 'gd:extendedproperty').some(
    ({ attributes: { name, value } }) => name === 'blogger.contentRemoved' && value === 'true',
  )
  return isRemoved ? 'deleted' : undefined
}

function hiddenByStatus(entry: XmlElement): string | undefined {
  if (firstText(entry, ['blogger:trashed']) !== undefined) return 'trash'
  const status = firstText(entry, ['blogger:status'])?.toUpperCase() ?? ''
  if (status === 'LIVE') return undefined
  return STATUSES.get(status) ?? `status ${shorten(status) || 'missing'}`
}

function shorten(name: string): string {
  return name.slice(0, 40)
}
