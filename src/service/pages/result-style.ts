/** The style of the results: summary, results, filters, pages, and help where nothing was found. */
export const RESULT_STYLE = `
.columns { display: grid; grid-template: auto auto 1fr / minmax(0, 1fr); column-gap: 3.5rem; }
.column-head, .column-main:not(.nothing), .welcome + p, .nothing > p { max-width: 46rem; }
.sites ul { display: flex; flex-wrap: wrap; gap: 0 0.25rem; list-style: none; margin: 1.25rem 0 0; padding: 0; border-bottom: 1px solid var(--line); }
.sites a { display: block; margin-bottom: -1px; padding: 0.35rem 0.8rem; color: inherit; text-decoration: none; border-bottom: 3px solid transparent; }
.sites a:hover { border-color: var(--border); }
.sites [aria-current] { font-weight: 600; border-color: var(--link); }
.summary { margin: 1.5rem 0 0; font-size: 1.25rem; font-weight: 600; overflow-wrap: anywhere; }
.told { font-size: 1.125rem; font-weight: 400; text-wrap: pretty; }
.told .spelling { color: inherit; font-weight: 650; text-decoration: none; }
.told .spelling:hover, .told .spelling:focus-visible { text-decoration: underline; }
.told .only { font-size: 0.9375rem; }
.offered, .left-out { margin: 0.15rem 0; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; justify-content: space-between; }
.told + .facts { margin-top: 0.35rem; }
.facts p { margin: 0.15rem 0; }
.order { display: flex; gap: 0.25rem; font-size: 0.9375rem; }
.order a { padding: 0.2rem 0.6rem; text-decoration: none; border-radius: 0.375rem; }
.order a:hover { text-decoration: underline; }
.order [aria-current] { color: var(--text); background: var(--raised); font-weight: 600; }
.active-filters, .words { display: flex; flex-wrap: wrap; gap: 0.5rem; list-style: none; margin: 0.75rem 0 0; padding: 0; }
.active-filters a, .words a {
  display: block;
  padding: 0.2rem 0.8rem;
  color: var(--text);
  font-size: 0.9375rem;
  text-decoration: none;
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: 2rem;
}
.active-filters a:hover, .words a:hover { border-color: var(--border); }
.results { list-style: none; margin: 0.75rem 0 2rem; padding: 0; }
.result { padding: 1.25rem 0; border-top: 1px solid var(--line); }
.result h2 { font-size: 1.1875rem; margin: 0; }
.result h2 a { text-decoration: none; }
.result h2 a:hover, .result h2 a:focus { text-decoration: underline; }
.result h2 a:visited { color: var(--visited); }
.result p { margin: 0.35rem 0 0; overflow-wrap: anywhere; }
.with-picture { display: flow-root; }
.picture { float: inline-end; width: 7rem; height: 5.25rem; margin: 0.2rem 0 0.4rem; margin-inline-start: 1.25rem; object-fit: cover; background: var(--raised); border-radius: 0.375rem; }
.comments { margin: 0.9rem 0 0; padding: 0.1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
.comment { font-size: 0.9375rem; }
.comment p:first-child { margin: 0; }
.comments details .comment { margin-top: 0.7rem; }
.comments summary { width: fit-content; padding: 0.25rem 0; color: var(--link); font-size: 0.9375rem; cursor: pointer; }
.filters { font-size: 0.9375rem; }
.filters summary { width: fit-content; padding: 0.35rem 0; color: var(--link); cursor: pointer; }
.filters section { margin: 0 0 1.25rem; }
.filters h2 { margin: 0 0 0.25rem; font-size: 0.9375rem; }
.filters ul { list-style: none; margin: 0; padding: 0; }
.filters li a {
  display: flex;
  gap: 0.5rem;
  align-items: baseline;
  justify-content: space-between;
  margin: 0 -0.5rem;
  padding: 0.2rem 0.5rem;
  color: inherit;
  text-decoration: none;
  border-radius: 0.375rem;
}
.filters li a:hover { background: var(--raised); }
.filters li bdi { min-width: 0; overflow-wrap: anywhere; }
.filters [aria-current] { font-weight: 600; background: var(--raised); }
.count { color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
.pagination ul { display: flex; flex-wrap: wrap; gap: 0.35rem; list-style: none; margin: 0; padding: 0; }
.pagination a, .pagination span[aria-current] {
  display: block;
  min-width: 2.75rem;
  padding: 0.45rem 0.8rem;
  text-align: center;
  border: 1px solid var(--line);
  border-radius: 0.375rem;
}
.pagination a { text-decoration: none; }
.pagination a:hover { background: var(--raised); }
.pagination [aria-current] { background: var(--raised); font-weight: 600; }
.ways-on { margin: 0.5rem 0 0; padding-inline-start: 1.25rem; }
.ways-on:empty { display: none; }
.help-title { margin: 2rem 0 0.5rem; font-size: 1.0625rem; }
.recent { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 0 2.5rem; list-style: none; margin: 0; padding: 0; }
.recent li { padding: 0.9rem 0; border-top: 1px solid var(--line); }
a.place { color: inherit; text-decoration: none; }
a.place:hover, a.place:focus-visible { text-decoration: underline; }
.fact { color: inherit; text-decoration-color: var(--line); }
.fact:hover, .fact:focus-visible { color: var(--link); text-decoration-color: currentColor; }
.recent h3 { margin: 0; font-size: 1.0625rem; }
.recent h3 a { text-decoration: none; }
.recent h3 a:hover { text-decoration: underline; }
.recent p { margin: 0.2rem 0 0; }
@media (min-width: 60rem) {
  .columns { grid-template: "head filters" auto "main filters" 1fr / minmax(0, 1fr) 13rem; }
  .column-head { grid-area: head; }
  .column-main { grid-area: main; }
  .nothing { grid-column: 1 / -1; }
  .filters { grid-area: filters; }
  @supports selector(::details-content) {
    .filters { padding-top: 1.5rem; }
    .filters > details > summary { display: none; }
    .filters > details::details-content { content-visibility: visible; display: block; height: auto; }
  }
}
@media (max-width: 36rem) {
  .picture { width: 4.5rem; height: 4.5rem; margin-inline-start: 0.9rem; }
}
@media (pointer: coarse) {
  .filters li a { padding-block: 0.4rem; }
  .order a, .active-filters a, .words a, .sites a { padding-block: 0.4rem; }
}
/* On narrow screens, the filters open above the results, which stay where they are. */
@media (max-width: 59.99rem) {
  .filters { position: relative; }
  .facets {
    position: absolute;
    z-index: 5;
    inset: 100% 0 auto;
    max-height: 60vh;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1rem 1.25rem 0;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: 0 0.5rem 1.75rem rgb(0 0 0 / 16%);
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
    gap: 0 2rem;
  }
}
`
