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
  --_radius: var(--blog-search-radius, 0.5em);
  --_font: var(--blog-search-font, medium/1.5 system-ui, sans-serif);
  display: block;
  max-width: var(--blog-search-width, 24em);
  font: var(--_font);
}
/* What the page says of its own texts ends here. Lengths are in em, since the page decides what a rem is. */
.place, .frame {
  all: initial; display: block; color-scheme: inherit; visibility: inherit;
  font: var(--_font); color: var(--_text); text-align: start;
}
:host([hidden]), :host([input="off"]) .place, [hidden] { display: none !important; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
* { box-sizing: border-box; }
p { margin: 0; }
mark { background: var(--_hit); color: inherit; border-radius: 0.15em; }
kbd { padding: 0.1em 0.4em; font: inherit; background: var(--_raised); border-radius: 0.25em; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.field { position: relative; display: flex; margin: 0; flex: 1; min-width: 0; }
.input {
  flex: 1; min-width: 0; width: 100%; min-height: 2.75em; padding: 0.5em 0.875em; padding-inline-end: 2.75em;
  font: inherit; font-size: max(1em, 16px); color: inherit; text-overflow: ellipsis; anchor-name: --input;
  background: var(--_paper); border: 1px solid var(--_line); border-radius: var(--_radius);
}
.input::placeholder { color: var(--_quiet); opacity: 1; }
.submit, .close {
  display: grid; place-items: center; flex: none; width: 2.75em; height: 2.75em; padding: 0;
  font: inherit; color: var(--_quiet); background: none; border: 0; border-radius: var(--_radius); cursor: pointer;
}
.submit { position: absolute; inset-block-start: 0; inset-inline-end: 0; }
.submit:hover, .close:hover { color: var(--_text); }
svg { width: 1.25em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; }
.hint {
  position: absolute; inset: 0 3em 0 auto; height: fit-content; margin: auto 0; font-size: 0.8125em;
  color: var(--_quiet); white-space: nowrap; pointer-events: none;
}
.hint:dir(rtl) { inset: 0 auto 0 3em; }
.input:focus ~ .hint, .input:not(:placeholder-shown) ~ .hint { display: none; }

.choices[popover] {
  position: fixed; inset: auto; margin: 0.25em 0; padding: 0.25em; max-height: min(24em, 60vh);
  overflow: auto; overscroll-behavior: contain;
  color: var(--_text); background: var(--_paper); border: 1px solid var(--_line); border-radius: var(--_radius);
  box-shadow: 0 0.5em 1.5em rgb(0 0 0 / 0.2);
  position-anchor: --input; top: anchor(bottom); left: anchor(left); width: anchor-size(width);
}
.choices-label { padding: 0.5em 0.75em 0.125em; font-size: 0.8125em; font-weight: 600; color: var(--_quiet); }
.choice {
  display: flex; gap: 0.75em; justify-content: space-between; min-height: 2.5em; padding: 0.375em 0.625em;
  align-items: center; border-radius: calc(var(--_radius) - 0.125em); cursor: pointer; overflow-wrap: anywhere;
}
.choice:hover, .choice[aria-selected="true"] { background: var(--_raised); }
.choice[aria-selected="true"] { outline: 2px solid var(--_accent); outline-offset: -2px; }
.choice:not(a) mark { background: none; font-weight: 700; }
.choice.exact, .choice.clear { color: var(--_quiet); }
.choice-date { flex: none; color: var(--_quiet); font-size: 0.875em; }

dialog {
  width: min(44em, 100vw - 2em); max-width: none; max-height: none; margin: 8vh auto auto; padding: 0; font: var(--_font);
  visibility: visible; pointer-events: auto; color: var(--_text); background: var(--_paper);
  border: 1px solid var(--_line); border-radius: calc(var(--_radius) * 1.5); box-shadow: 0 1em 3em rgb(0 0 0 / 0.35); overflow: hidden;
}
dialog::backdrop { background: rgb(0 0 0 / 0.5); }
.frame { display: flex; flex-direction: column; max-height: 84vh; outline: none; }
.head { display: flex; gap: 0.25em; padding: 0.75em; padding-inline-end: 0.5em; border-bottom: 1px solid var(--_raised); }
.told { padding: 0.625em 1.375em 0.375em; overflow-wrap: anywhere; }
.told p:not(:first-child), .summary { color: var(--_quiet); font-size: 0.9375em; }
.link { padding: 0; font: inherit; color: var(--_accent); text-align: start; background: none; border: 0; cursor: pointer; overflow-wrap: anywhere; }
.link:hover, .link:focus-visible { text-decoration: underline; }
.list { flex: 1; min-height: 8em; padding: 0 0.75em 0.75em; overflow: auto; overscroll-behavior: contain; }
.list[aria-busy="true"] { opacity: 0.6; transition: opacity 0.2s 0.3s; }
.list [role="group"]:has(> .completion) { display: flex; flex-wrap: wrap; gap: 0.5em; padding: 0.25em 0.625em 0.5em; }
.list .completion { min-height: 0; padding: 0.125em 0.75em; font-size: 0.9375em; border: 1px solid var(--_line); border-radius: 1em; }
a.choice { display: block; padding-block: 0.5em; color: inherit; text-decoration: none; }
a.choice > span { display: block; }
.title { color: var(--_accent); font-weight: 600; }
.meta { font-size: 0.875em; color: var(--_quiet); }
.text { font-size: 0.9375em; display: -webkit-box !important; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
a.choice > .picture { float: inline-end; width: 4em; height: 3em; margin-inline-start: 0.75em; object-fit: cover; border-radius: 0.25em; background: var(--_raised); }
.comment { margin-inline-start: 0.625em; border-inline-start: 3px solid var(--_raised); border-start-start-radius: 0; border-end-start-radius: 0; }
a.all { color: var(--_accent); font-weight: 600; }
.keys {
  display: flex; flex-wrap: wrap; gap: 0.25em 1.25em; padding: 0.5em 1.5em; font-size: 0.8125em; color: var(--_quiet);
  border-top: 1px solid var(--_raised);
}
.button {
  min-height: 2.75em; margin-top: 0.75em; padding: 0.5em 1em; font: inherit; font-weight: 600;
  color: var(--_accent); background: none; border: 1px solid currentColor; border-radius: var(--_radius); cursor: pointer;
}
/* On a page that is written from right to left, each text runs in its own direction, and all stand at the right. */
:is(.place, .frame):dir(rtl) { text-align: right; }
:is(.place, .frame):dir(rtl) :is(p, .input, .hint, .choice, .choice-text, .choice > span, .choices-label) { unicode-bidi: plaintext; text-align: right; }
@media (max-width: 40em) {
  dialog { width: 100vw; height: 100dvh; margin: 0; border: 0; border-radius: 0; }
  .frame { height: 100%; max-height: none; }
}
@media (pointer: coarse) {
  .keys, .hint { display: none; }
}
@media (prefers-reduced-motion: reduce) {
  .list[aria-busy="true"] { transition: none; }
}
@media (forced-colors: active) {
  mark { background: Mark; color: MarkText; }
  .choice[aria-selected="true"] { outline-color: Highlight; }
}
`
