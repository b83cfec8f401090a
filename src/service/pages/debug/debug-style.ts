/** The stylesheet of the pages for those who tune the search. */
export const DEBUG_STYLE = `:root {
  color-scheme: light dark;
  --text: #1d2430;
  --quiet: #515b6c;
  --paper: #fdfdfc;
  --raised: #f1f3f6;
  --line: #d5d9e0;
  --link: #1a56a0;
  --accent: #1a56a0;
  --gained: #d6f2df;
  --lost: #fbdfd3;
  --alone: #fdeab0;
  --warn: #8a3b12;
  --tier: #8b95a5;
  --phrase: #1a56a0;
  --words: #59a3ea;
  --comment: #b0601c;
  --author: #7b3fa0;
  --freshness: #2e8b57;
  --popularity: #c2255c;
  --meaning: #0b7285;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e5e8ee;
    --quiet: #a9b2c0;
    --paper: #15181d;
    --raised: #20242b;
    --line: #3a414c;
    --link: #8ab8f0;
    --gained: #1c4a2c;
    --lost: #5c2e1c;
    --alone: #5a4710;
    --warn: #f2b48c;
    --tier: #707a8a;
    --phrase: #4a90e2;
    --words: #9cc9f5;
    --comment: #e0954f;
    --author: #c08ae6;
    --freshness: #5cc98b;
    --popularity: #f0709c;
    --meaning: #3bc9db;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  max-width: 72rem;
  padding: 1rem 1.25rem 4rem;
  background: var(--paper);
  color: var(--text);
  font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
.narrow { max-width: 34rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
h1 { font-size: 1.375rem; margin: 0; }
h2 { font-size: 1.1875rem; margin: 2.25rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0; }
p { margin: 0.4rem 0; }
code, pre, .id { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace; font-size: 0.8125rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
[hidden] { display: none; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: baseline; justify-content: space-between; margin-bottom: 1rem; }
header nav { display: flex; gap: 1.25rem; align-items: baseline; }
input[type="search"], input[type="text"], input[type="password"] {
  min-width: 0;
  padding: 0.45rem 0.6rem;
  font: inherit;
  color: inherit;
  background: var(--paper);
  border: 1px solid var(--quiet);
  border-radius: 0.3rem;
}
button {
  padding: 0.45rem 0.9rem;
  font: inherit;
  font-weight: 600;
  color: #fff;
  background: #1a56a0;
  border: 1px solid transparent;
  border-radius: 0.3rem;
  cursor: pointer;
}
.controls { display: grid; gap: 0.75rem; padding: 0.9rem; background: var(--raised); border: 1px solid var(--line); border-radius: 0.4rem; }
.query { display: grid; grid-template-columns: 13rem 1fr auto; gap: 0.5rem; align-items: center; }
.query label { font-weight: 600; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
legend { padding: 0; font-weight: 600; }
.switches { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 0.15rem 1rem; list-style: none; margin: 0.25rem 0 0; padding: 0; }
.switches label { display: block; padding: 0.1rem 0; }
.problem { padding: 0.6rem 0.9rem; background: var(--raised); border-left: 4px solid var(--warn); }
.problem ul { margin: 0; padding: 0; list-style: none; }
.summary { margin-top: 1.25rem; }
.pages { display: flex; gap: 1rem; }
.verdict { margin-top: 1.25rem; padding: 0.75rem 1rem 1rem; border: 2px solid var(--accent); border-radius: 0.4rem; }
.verdict h2 { margin-top: 0; }
.hits { margin: 0.75rem 0; padding-left: 2.25rem; }
.hits > li { padding: 0.7rem 0 0.7rem 0.25rem; border-top: 1px solid var(--line); }
.hits > li::marker { font-weight: 600; font-variant-numeric: tabular-nums; }
.facts { margin: 0.15rem 0 0.35rem; color: var(--quiet); font-size: 0.875rem; }
.facts strong { color: var(--text); font-variant-numeric: tabular-nums; }
mark { padding: 0 0.3em; border-radius: 0.2em; color: var(--text); background: var(--alone); white-space: nowrap; }
mark.gained { background: var(--gained); }
mark.lost { background: var(--lost); }
.bars { display: grid; gap: 3px; margin: 0.2rem 0 0.35rem; }
.bar { display: block; width: 100%; height: 0.85rem; background: var(--raised); border-radius: 2px; }
.bar rect { stroke: var(--paper); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.bar + .bar { height: 0.6rem; }
.kind-tier { fill: var(--tier); }
.kind-phrase { fill: var(--phrase); }
.kind-words { fill: var(--words); }
.kind-comment { fill: var(--comment); }
.kind-author { fill: var(--author); }
.kind-freshness { fill: var(--freshness); }
.kind-popularity { fill: var(--popularity); }
.kind-meaning { fill: var(--meaning); }
.key { white-space: nowrap; }
.swatch { width: 0.75em; height: 0.75em; margin-right: 0.3em; }
details > summary { cursor: pointer; padding: 0.15rem 0; color: var(--link); font-size: 0.875rem; }
.scroll { overflow: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
caption { text-align: left; font-weight: 600; padding: 0.7rem 0 0.25rem; }
th, td { padding: 0.25rem 0.6rem; text-align: left; border: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
th { background: var(--raised); font-weight: 600; }
tbody th { background: none; font-weight: 400; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.comparison td { width: 48%; overflow-wrap: anywhere; }
.comparison mark { display: inline-block; white-space: normal; }
.moved { margin: -0.25rem -0.6rem; padding: 0.25rem 0.6rem; border-left: 4px solid var(--accent); }
.outcome.used::before { content: "✓ "; }
.outcome.dropped { color: var(--quiet); }
.tokens { display: flex; flex-wrap: wrap; gap: 0.1rem 0.8rem; list-style: none; margin: 0; padding: 0; }
.tokens sub { color: var(--quiet); }
.span { display: block; width: 100%; min-width: 10rem; height: 0.9rem; }
.span .track { fill: var(--raised); }
.span .trip { fill: var(--phrase); }
.span .part { fill: var(--words); }
span.part { padding-left: 1rem; }
.copyable { position: relative; margin: 0.4rem 0; }
.copyable pre { margin: 0; width: max-content; min-width: 100%; padding: 0.7rem 5.5rem 0.7rem 0.8rem; background: var(--raised); line-height: 1.45; }
.copyable .scroll { max-height: 22rem; border-radius: 0.3rem; }
.copy { position: absolute; z-index: 1; top: 0.35rem; right: 0.9rem; padding: 0.15rem 0.6rem; font-size: 0.8125rem; }
section > section > h3 { margin: 1rem 0 0.25rem; }
.key-form { display: grid; gap: 0.5rem; margin: 1rem 0; }
.key-form button { justify-self: start; }
@media (max-width: 40rem) {
  body { padding: 0.75rem 0.8rem 3rem; }
  .query { grid-template-columns: 1fr auto; }
  .query label { grid-column: 1 / -1; }
  .switches { grid-template-columns: 1fr; }
  .switches label { padding: 0.3rem 0; }
  .hits { padding-left: 1.6rem; }
  th, td { padding: 0.25rem 0.4rem; }
}
@media print {
  .controls, header nav, .copy { display: none; }
  .scroll, .copyable .scroll { overflow: visible; max-height: none; }
  .bar rect, .span rect, .swatch rect { print-color-adjust: exact; }
}
`
