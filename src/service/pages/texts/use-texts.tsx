import { type ComponentChildren, createContext, Fragment } from 'preact'
import { useContext } from 'preact/hooks'
import { type Texts, textsOf } from './texts.ts'

/** The texts of a page. Pages in English need no provider. */
export const TextsContext = createContext(textsOf('en'))

/** The texts of the page that is rendered. */
export function useTexts(): Texts {
  return useContext(TextsContext)
}

/** A text with its `{names}` replaced by components. A text of a reader is set apart, since it may run in another direction. */
export function Filled({ text, values }: { text: string; values: Record<string, ComponentChildren> }) {
  return (
    <>
      {text.split(/\{(\w+)\}/).map((part, i) => {
        if (i % 2 === 0) return part
        const value = values[part]
        return <Fragment key={part}>{typeof value === 'string' ? <bdi>{value}</bdi> : value}</Fragment>
      })}
    </>
  )
}
