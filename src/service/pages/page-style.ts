/** The style of the frame of a page: header, form, messages, and print. */
export const PAGE_STYLE = `
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: var(--width);
  padding: 1.25rem 1.5rem 4rem;
  background: var(--paper);
  color: var(--text);
  font: 1.0625rem/1.6 var(--font);
  overflow-wrap: break-word;
}
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
h1, h2, h3 { line-height: 1.3; text-wrap: balance; }
time { white-space: nowrap; }
code { padding: 0.1em 0.3em; font-size: 0.9em; background: var(--raised); border-radius: 0.25rem; }
code.lines { display: block; margin: 0.35rem 0; padding: 0.4rem 0.6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: var(--hit); color: inherit; border-radius: 0.15em; padding: 0 0.1em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1:focus { outline: none; }
.welcome + p code { white-space: nowrap; }
.quiet { color: var(--quiet); font-size: 0.9375rem; }
.page-header { margin-bottom: 1rem; }
.site-title { font-size: 1.125rem; font-weight: 650; margin: 0; }
.site-title a { display: inline-flex; gap: 0.6rem; align-items: center; color: inherit; text-decoration: none; }
.site-logo { height: 2rem; max-width: 10rem; object-fit: contain; }
.site-title a:hover { text-decoration: underline; }
.search-form { display: flex; gap: 0.5rem; }
.search-form svg { display: none; width: 1.375rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
.search-form input[type="search"] {
  width: 100%;
  height: 3rem;
  padding: 0 0.9rem;
  font: inherit;
  color: inherit;
  background: var(--paper);
  border: 1px solid var(--border);
  border-radius: var(--radius);
  appearance: none;
  text-overflow: ellipsis;
}
.search-form input[type="search"]:focus-visible { outline-offset: -1px; }
.search-form ::placeholder { color: var(--quiet); opacity: 1; }
button {
  min-height: 3rem;
  padding: 0 1.25rem;
  font: inherit;
  font-weight: 600;
  color: var(--on-accent);
  background: var(--accent);
  border: 1px solid transparent;
  border-radius: var(--radius);
  cursor: pointer;
}
button:hover { filter: brightness(1.1); }
.visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
main[aria-busy="true"] { opacity: 0.55; }
.message, .errors, .notice {
  max-width: 46rem;
  margin: 1.25rem 0 0;
  padding: 0.7rem 1rem;
  background: var(--raised);
  border-inline-start: 4px solid var(--link);
  border-radius: 0.25rem;
}
.errors, .notice { border-color: var(--warn); }
.errors ul { margin: 0; padding-inline-start: 1.25rem; }
.notice { display: flex; gap: 1rem; align-items: center; justify-content: space-between; }
.notice[hidden] { display: none; }
.notice p { margin: 0; }
.notice button { flex: none; min-height: 2.5rem; }
.welcome, .error-page h1 { margin: 2.25rem 0 0.5rem; font-size: 1.75rem; letter-spacing: -0.01em; }
/* On the pages of a blog that is written from right to left, each text runs in its own direction, and all stand at the right. */
[dir="rtl"] body { text-align: right; }
[dir="rtl"] :is(h1, h2, h3, p, li, li > a, .choice-text, input[type="search"]) { unicode-bidi: plaintext; text-align: right; }
[dir="rtl"] code.lines { text-align: left; }
@media (max-width: 59.99rem) {
  .search-form { max-width: 46rem; }
}
@media (max-width: 36rem) {
  body { padding: 0.9rem 1rem 3rem; }
  .search-form button { padding: 0 0.75rem; }
  .search-form input[type="search"] { padding: 0 0.75rem; }
  .search-form button svg { display: block; }
  .search-form button span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .notice { flex-wrap: wrap; }
}
@media (prefers-reduced-motion: no-preference) {
  main { transition: opacity 0.2s 0.3s; }
}
@media (forced-colors: active) {
  mark { color: MarkText; background: Mark; }
  button { border-color: ButtonBorder; }
  main[aria-busy="true"] { opacity: 1; }
}
@media print {
  :root { --text: #000; --quiet: #333; --paper: #fff; --raised: #fff; --line: #999; --link: #000; --visited: #000; --hit: #ddd; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  search, .sites, .filters, .pagination, .order, .notice, .cross { display: none; }
  .result { break-inside: avoid; }
  .result h2 a::after { content: " " attr(href); font-weight: 400; font-size: 9pt; overflow-wrap: anywhere; }
}
`
