import { type ComponentType, h } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole HTML document of a page component. */
export function renderPage<Props extends object>(page: ComponentType<Props>, props: Props): string {
  return `<!DOCTYPE html>${renderToString(h(page, props))}`
}
