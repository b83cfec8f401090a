import { PAGE_STYLE } from './page-style.ts'
import { RESULT_STYLE } from './result-style.ts'
import { TYPEAHEAD_STYLE } from './typeahead-style.ts'

/** The variables that change the look of pages. docs/page-and-widget.md lists them. */
const VARIABLES = `:root {
  color-scheme: light dark;
  --text: #1d2430;
  --quiet: #566072;
  --paper: #fdfdfc;
  --raised: #f1f3f6;
  --line: #d9dde4;
  --border: #848d9c;
  --link: #17529b;
  --visited: #6b3fa0;
  --hit: #fdecab;
  --warn: #8a3b12;
  --accent: #1a56a0;
  --on-accent: #fff;
  --radius: 0.5rem;
  --width: 66rem;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e5e8ee;
    --quiet: #a3acba;
    --paper: #15181d;
    --raised: #22262e;
    --line: #333a44;
    --border: #7f8998;
    --link: #8ab8f0;
    --visited: #c0a2ea;
    --hit: #5c4a17;
    --warn: #f2b48c;
    --accent: #8ab8f0;
    --on-accent: #10151c;
  }
}
@media (prefers-contrast: more) {
  :root { --quiet: var(--text); --line: var(--border); }
}
`

/** The stylesheet of every page. */
export const STYLE = [VARIABLES, PAGE_STYLE, RESULT_STYLE, TYPEAHEAD_STYLE].join('')
