/** How the tables of debugging look. */
export const DEBUG_STYLE = `
.debug { margin-top: 3rem; border-top: 2px solid var(--line); font-size: 0.875rem; }
.debug h3 { margin: 1.5rem 0 0.4rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: 0.8rem 0 0.3rem; }
th, td { padding: 0.3rem 0.6rem; text-align: left; border: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }
th { background: var(--raised); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { max-height: 30rem; overflow: auto; padding: 0.8rem; background: var(--raised); border-radius: 0.4rem; font-size: 0.8125rem; line-height: 1.45; }
`
