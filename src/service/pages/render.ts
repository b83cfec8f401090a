import { type ComponentType, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type Texts, textsOf } from './texts/texts.ts'
import { TextsContext } from './texts/use-texts.tsx'

/** A whole HTML document of a page component, by default in English. */
export function renderPage<Props extends object>(
  page: ComponentType<Props>,
  props: Props,
  texts: Texts = textsOf('en'),
): string {
  return `<!DOCTYPE html>${renderToString(h(TextsContext.Provider, { value: texts }, h(page, props)))}`
}
