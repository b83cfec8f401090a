/** The style of the list of a typeahead. Its colours and sizes are variables. */
export const TYPEAHEAD_STYLE = `
.search-input { flex: 1; min-width: 0; }
.search-input input { anchor-name: --input; }
.choices {
  position: fixed;
  inset: auto;
  position-anchor: --input;
  top: anchor(bottom);
  left: anchor(left);
  width: anchor-size(width);
  max-height: min(70vh, 32rem);
  overflow-y: auto;
  overscroll-behavior: contain;
  margin: 0.375rem 0;
  padding: 0.375rem 0;
  color: var(--text);
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  box-shadow: 0 0.5rem 1.75rem rgb(0 0 0 / 16%);
}
.choices [role="group"] + [role="group"] {
  margin-top: 0.375rem;
  padding-top: 0.375rem;
  border-top: 1px solid var(--line);
}
.choices-label { padding: 0.25rem 1rem; color: var(--quiet); font-size: 0.8125rem; font-weight: 600; }
.choice {
  display: flex;
  gap: 1rem;
  align-items: baseline;
  justify-content: space-between;
  padding: 0.4rem 1rem;
  line-height: 1.4;
  cursor: pointer;
}
.choice-text { min-width: 0; overflow-wrap: anywhere; }
.choice mark { color: inherit; background: none; padding: 0; font-weight: 400; }
.choice.completion span span, .choice.recent mark + span { font-weight: 600; }
.choice.post mark { font-weight: 650; }
.choice.recent .choice-text::before { content: "\\21BA\\FE0E"; margin-inline-end: 0.5rem; color: var(--quiet); }
.choice.exact, .choice.clear { color: var(--quiet); font-size: 0.9375rem; }
.choice-date { flex: none; color: var(--quiet); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.choice:hover { background: var(--raised); }
.choice[aria-selected="true"] { background: var(--raised); box-shadow: inset 3px 0 0 var(--accent); }
[dir="rtl"] .choice[aria-selected="true"] { box-shadow: inset -3px 0 0 var(--accent); }
@media (pointer: coarse) {
  .choice { padding-block: 0.7rem; }
}
@media (max-width: 36rem) {
  .choice-date { display: none; }
}
@media (forced-colors: active) {
  .choice[aria-selected="true"] { outline: 2px solid Highlight; outline-offset: -2px; }
}
`
