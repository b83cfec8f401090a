import { bloggerFormat } from './blogger/blogger.ts'
import { bloggerFolderFormat } from './blogger/blogger-folder.ts'
import { commentDataFormat } from './comments/comment-data.ts'
import { commentoFormat } from './comments/commento.ts'
import { disqusFormat } from './comments/disqus.ts'
import { githubThreadsFormat } from './comments/github-threads.ts'
import { issoFormat } from './comments/isso.ts'
import { remark42Format } from './comments/remark42.ts'
import { feedFormat } from './feed/feed-file.ts'
import { ghostFormat } from './ghost/ghost-file.ts'
import { htmlFolderFormat } from './html-folder/html-folder.ts'
import { hasPosts, openMarkdownFolder } from './markdown/markdown-folder.ts'
import { mediumFormat } from './medium/medium.ts'
import { movableTypeFormat } from './movable-type/movable-type.ts'
import { hasNdjson, looksLikeNdjson, ndjsonFileSource, ndjsonFolderSource } from './ndjson-source.ts'
import { nikolaFormat } from './python-sites/nikola.ts'
import { pelicanFormat } from './python-sites/pelican.ts'
import type { FileFormat, FolderFormat } from './source-types.ts'
import { substackFolderFormat, substackFormat } from './substack/substack.ts'
import { wordpressFormat } from './wordpress/wordpress.ts'

const ndjsonFormat: FileFormat = {
  name: 'ndjson',
  title: 'NDJSON',
  recognises: looksLikeNdjson,
  open: ndjsonFileSource,
}

/** The formats of single files. The first that recognises a file reads it. */
export const FILE_FORMATS: readonly FileFormat[] = [
  wordpressFormat,
  disqusFormat,
  ghostFormat,
  bloggerFormat,
  feedFormat,
  commentoFormat,
  remark42Format,
  issoFormat,
  githubThreadsFormat,
  substackFormat,
  movableTypeFormat,
  ndjsonFormat,
]

/** The formats of folders. The first that recognises a folder reads it. */
export const FOLDER_FORMATS: readonly FolderFormat[] = [
  substackFolderFormat,
  mediumFormat,
  pelicanFormat,
  nikolaFormat,
  { name: 'markdown', title: 'Markdown', recognises: hasPosts, open: openMarkdownFolder },
  { name: 'ndjson', title: 'NDJSON', recognises: hasNdjson, open: ndjsonFolderSource },
  bloggerFolderFormat,
  commentDataFormat,
  htmlFolderFormat,
]
