/** The part of the stylesheet that only the page of insights needs. */
export const INSIGHTS_STYLE = `
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.6rem; margin: 1rem 0; padding: 0; list-style: none; }
.figures li { padding: 0.6rem 0.8rem; background: var(--raised); border: 1px solid var(--line); border-radius: 0.4rem; }
.figures strong { display: block; font-size: 1.375rem; font-variant-numeric: tabular-nums; }
.periods { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.periods [aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
.chart { margin: 1rem 0; }
.chart > svg { display: block; width: 100%; height: 9rem; background: var(--raised); border-radius: 0.3rem; }
.chart .all { fill: var(--words); }
.chart .nothing { fill: var(--comment); }
.chart figcaption { color: var(--quiet); font-size: 0.875rem; }
.insights th[scope="row"] { width: 45%; min-width: 9rem; overflow-wrap: anywhere; }
.insights th[scope="row"] details { margin-top: 0.15rem; }
.insights pre { margin: 0.35rem 0; padding: 0.5rem 0.6rem; overflow: auto; background: var(--raised); border-radius: 0.3rem; white-space: pre-wrap; }
.insights td ul { margin: 0; padding-inline-start: 1.1rem; }
.up::before { content: "▲ "; color: var(--freshness); }
.down::before { content: "▼ "; color: var(--warn); }
@media print {
  .periods, .insights details, form { display: none; }
  .chart rect { print-color-adjust: exact; }
  section { break-inside: avoid; }
}
`
