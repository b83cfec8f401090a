/** The stylesheet of every page. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: #1d2430;
  --quiet: #566072;
  --paper: #fdfdfc;
  --raised: #f3f4f6;
  --line: #d5d9e0;
  --link: #1a56a0;
  --visited: #6b3fa0;
  --hit: #fde68a;
  --warn: #8a3b12;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e5e8ee;
    --quiet: #a3acba;
    --paper: #15181d;
    --raised: #20242b;
    --line: #3a414c;
    --link: #8ab8f0;
    --visited: #c0a2ea;
    --hit: #6b5310;
    --warn: #f2b48c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 46rem;
  padding: 1.5rem 1.25rem 4rem;
  background: var(--paper);
  color: var(--text);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
a { color: var(--link); text-underline-offset: 0.15em; }
h1, h2, h3 { line-height: 1.3; }
mark { background: var(--hit); color: inherit; border-radius: 0.15em; padding: 0 0.1em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.quiet { color: var(--quiet); font-size: 0.9375rem; }
.site-title { font-size: 1.125rem; margin: 0 0 0.75rem; }
.site-title a { color: inherit; text-decoration: none; }
.search-form { display: flex; gap: 0.5rem; }
.search-form input[type="search"] {
  flex: 1;
  min-width: 0;
  padding: 0.6rem 0.8rem;
  font: inherit;
  color: inherit;
  background: var(--paper);
  border: 1px solid var(--quiet);
  border-radius: 0.4rem;
}
.search-form button {
  padding: 0.6rem 1.2rem;
  font: inherit;
  font-weight: 600;
  color: #fff;
  background: #1a56a0;
  border: 0;
  border-radius: 0.4rem;
  cursor: pointer;
}
.visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.summary { margin: 1.25rem 0 0; }
.message { margin: 1rem 0 0; padding: 0.6rem 0.9rem; background: var(--raised); border-left: 4px solid var(--link); }
.errors { margin: 1.25rem 0; padding: 0.6rem 0.9rem 0.6rem 2rem; background: var(--raised); border-left: 4px solid var(--warn); }
.results { list-style: none; margin: 1.5rem 0; padding: 0; }
.result { padding: 1.1rem 0; border-top: 1px solid var(--line); }
.result h2 { font-size: 1.25rem; margin: 0; }
.result h2 a { text-decoration: none; }
.result h2 a:hover, .result h2 a:focus { text-decoration: underline; }
.result h2 a:visited { color: var(--visited); }
.result p { margin: 0.35rem 0; }
.comments { margin: 0.8rem 0 0 0.2rem; padding: 0.1rem 0 0.1rem 1rem; border-left: 3px solid var(--line); }
.comments h3 { font-size: 0.9375rem; margin: 0; }
.comments ul { list-style: none; margin: 0; padding: 0; }
.comments li { margin: 0.6rem 0 0; font-size: 0.9375rem; }
.pagination ul { display: flex; flex-wrap: wrap; gap: 0.35rem; list-style: none; margin: 1.5rem 0; padding: 0; }
.pagination a, .pagination span {
  display: block;
  min-width: 2.75rem;
  padding: 0.45rem 0.8rem;
  text-align: center;
  border: 1px solid var(--line);
  border-radius: 0.4rem;
}
.pagination a { text-decoration: none; }
.pagination a:hover { background: var(--raised); }
.pagination [aria-current] { background: var(--raised); font-weight: 600; }
.debug { margin-top: 3rem; border-top: 2px solid var(--line); font-size: 0.875rem; }
.debug h3 { margin: 1.5rem 0 0.4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 0.8rem 0 0.3rem; }
th, td { padding: 0.3rem 0.6rem; text-align: left; border: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
th { background: var(--raised); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { max-height: 30rem; overflow: auto; padding: 0.8rem; background: var(--raised); border-radius: 0.4rem; font-size: 0.8125rem; line-height: 1.45; }
@media (max-width: 30rem) {
  body { padding: 1rem 0.9rem 3rem; }
  .search-form button { padding: 0.6rem 0.8rem; }
}
`
