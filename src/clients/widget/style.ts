/** The stylesheet of the widget. A page changes it by the variables `--blog-search-...` and by `::part()`; light and dark follow the page's `color-scheme`. */
export const STYLE = `
:host {
  --_accent: var(--blog-search-accent, light-dark(#1a56a0, #8ab8f0));
  --_text: var(--blog-search-text, light-dark(#1d2430, #e5e8ee));
  --_quiet: var(--blog-search-quiet, light-dark(#566072, #a3acba));
  --_paper: var(--blog-search-background, light-dark(#ffffff, #15181d));
  --_raised: var(--blog-search-raised, light-dark(#eef1f5, #262b33));
  --_line: var(--blog-search-line, light-dark(#8b94a3, #6a7484));
  --_hit: var(--blog-search-hit, light-dark(#fde68a, #4d3c0a));
  --_radius: var(--blog-search-radius, 0.5rem);
  display: block;
  position: relative;
  max-width: var(--blog-search-width, 24rem);
  font: var(--blog-search-font, 1rem/1.5 system-ui, sans-serif);
  color: var(--_text);
  text-align: start;
}
:host([hidden]), :host([input="off"]) .place, [hidden] { display: none !important; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
* { box-sizing: border-box; }
p { margin: 0; }
mark { background: var(--_hit); color: inherit; border-radius: 0.15em; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.field { position: relative; display: flex; margin: 0; flex: 1; min-width: 0; }
.input {
  flex: 1; min-width: 0; min-height: 2.75rem;
  padding: 0.5rem 2.75rem 0.5rem 0.875rem;
  font: inherit; font-size: max(1em, 16px); color: inherit;
  background: var(--_paper); border: 1px solid var(--_line); border-radius: var(--_radius);
}
.input::placeholder { color: var(--_quiet); opacity: 1; }
.submit, .close {
  display: grid; place-items: center; width: 2.75rem; height: 2.75rem; padding: 0;
  font: inherit; color: var(--_quiet); background: none; border: 0; border-radius: var(--_radius); cursor: pointer;
}
.submit { position: absolute; inset-block-start: 0; inset-inline-end: 0; }
.submit:hover, .close:hover { color: var(--_text); }
.submit svg { width: 1.25rem; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; }

.choices {
  position: absolute; z-index: 10; inset-inline: 0; inset-block-start: calc(100% + 0.25rem);
  max-height: min(24rem, 60vh); overflow: auto; overscroll-behavior: contain; padding: 0.25rem;
  color: var(--_text); background: var(--_paper); border: 1px solid var(--_line); border-radius: var(--_radius);
  box-shadow: 0 0.5rem 1.5rem rgb(0 0 0 / 0.2);
}
.choices-label { padding: 0.5rem 0.625rem 0.125rem; font-size: 0.8125em; font-weight: 600; color: var(--_quiet); }
.choice {
  display: flex; gap: 0.75rem; justify-content: space-between; min-height: 2.5rem; padding: 0.375rem 0.625rem;
  align-items: center; border-radius: calc(var(--_radius) - 0.125rem); cursor: pointer; overflow-wrap: anywhere;
}
.choice:hover, .choice[aria-selected="true"] { background: var(--_raised); }
.choice[aria-selected="true"] { outline: 2px solid var(--_accent); outline-offset: -2px; }
.choice mark { background: none; font-weight: 700; }
.choice.exact, .choice.clear { color: var(--_quiet); }
.choice-date { color: var(--_quiet); font-size: 0.875em; }

dialog {
  width: min(44rem, calc(100vw - 2rem)); max-width: none; margin: 8vh auto auto; padding: 0;
  color: var(--_text); background: var(--_paper); border: 1px solid var(--_line);
  border-radius: calc(var(--_radius) * 1.5); box-shadow: 0 1rem 3rem rgb(0 0 0 / 0.35); overflow: visible;
}
dialog::backdrop { background: rgb(0 0 0 / 0.5); }
.frame { display: flex; flex-direction: column; max-height: 84vh; }
.head { display: flex; gap: 0.25rem; padding: 0.75rem 0.5rem 0.75rem 0.75rem; border-bottom: 1px solid var(--_raised); }
.close svg { width: 1.25rem; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; }
.body { min-height: 12rem; overflow: auto; overscroll-behavior: contain; padding: 0.75rem 1.25rem 1.25rem; }
.summary, .offered { color: var(--_quiet); font-size: 0.9375em; overflow-wrap: anywhere; }
.message { overflow-wrap: anywhere; }
.link { padding: 0; font: inherit; color: var(--_accent); text-align: start; background: none; border: 0; cursor: pointer; overflow-wrap: anywhere; }
.link:hover, .link:focus-visible { text-decoration: underline; }
.results { list-style: none; margin: 0.5rem 0 0; padding: 0; overflow-wrap: anywhere; }
.result { padding: 0.875rem 0; border-top: 1px solid var(--_raised); }
.result:first-child { border-top: 0; }
.result .title { font-size: 1.0625em; font-weight: 600; }
a { color: var(--_accent); text-decoration: none; }
a:hover, a:focus-visible, .comment a { text-decoration: underline; }
.meta { font-size: 0.875em; color: var(--_quiet); }
.text, .comment { margin-top: 0.25rem; font-size: 0.9375em; }
.comment { padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--_raised); }
.button {
  min-height: 2.75rem; margin-top: 0.75rem; padding: 0.5rem 1rem; font: inherit; font-weight: 600;
  color: var(--_accent); background: none; border: 1px solid currentColor; border-radius: var(--_radius); cursor: pointer;
}
@media (max-width: 40rem) {
  dialog { width: 100vw; height: 100dvh; max-height: none; margin: 0; border: 0; border-radius: 0; }
  .frame { height: 100%; max-height: none; }
  .body { flex: 1; padding-inline: 1rem; }
}
@media (forced-colors: active) {
  mark { background: Mark; color: MarkText; }
  .choice[aria-selected="true"] { outline-color: Highlight; }
}
`
