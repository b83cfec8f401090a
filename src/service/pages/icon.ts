/** The icon of the search page: a magnifying glass. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <circle cx="13" cy="13" r="9" fill="none" stroke="#2563a8" stroke-width="4"/>
  <path d="m20 20 9 9" stroke="#2563a8" stroke-width="5" stroke-linecap="round"/>
</svg>
`
