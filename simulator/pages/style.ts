import { createHash } from 'node:crypto'
import { fontFaces } from './fonts.ts'

/** One plain style for all pages. Colors have a contrast of at least 4.5:1 in both schemes. */
export const style = `
${fontFaces}
:root { color-scheme: light dark; --page: #f4f5f5; --card: #fff; --text: #16191f; --soft: #51585f; --line: #c9ced3;
  --accent: #00606f; --on-accent: #fff; --banner: #3b2a00; --on-banner: #ffe2a6; --bad: #a3161c; --good: #0b6b3a; }
@media (prefers-color-scheme: dark) { :root { --page: #14181b; --card: #1d2226; --text: #eceff1; --soft: #abb3ba;
  --line: #434b52; --accent: #63cfdf; --on-accent: #062a30; --banner: #4a3500; --on-banner: #ffe2a6; --bad: #ff9d9d; --good: #7fdca6; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 Geist, system-ui, sans-serif; }
.banner { margin: 0; background: var(--banner); color: var(--on-banner); padding: 8px 16px; font-size: 14px; text-align: center; }
.host { margin: 0; padding: 12px 16px; border-bottom: 1px solid var(--line); background: var(--card); }
.host a { color: inherit; }
code, pre, .mono { font-family: 'Geist Mono', ui-monospace, monospace; font-size: 0.875em; overflow-wrap: anywhere; }
main { max-width: 34rem; margin: 24px auto; padding: 0 16px 48px; }
main.wide { max-width: 70rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 20px; margin: 0 0 16px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 0 0 8px; } h3 { font-size: 1rem; margin: 20px 0 4px; }
.rows { list-style: none; margin: 0; padding: 0; } .rows li { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between;
  padding: 8px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } .rows button { min-height: 32px; padding: 2px 12px; }
.rows li:last-child { border-bottom: 0; } #scenarios .soft { display: block; } #clock button { min-height: 36px; padding: 4px 14px; }
details form { padding: 0 0 16px 16px; }
p { margin: 0 0 12px; overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: 0.875rem; }
.bad { color: var(--bad); } .good { color: var(--good); }
label { display: block; font-weight: 600; margin: 12px 0 4px; }
select, input, textarea { width: 100%; min-height: 44px; padding: 8px 10px; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--soft); border-radius: 6px; }
.actions { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 20px; }
button, .button { min-height: 44px; padding: 8px 20px; font: inherit; font-weight: 600; border-radius: 6px; cursor: pointer;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); text-decoration: none; }
button.second, .button.second { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
th, td { text-align: left; vertical-align: top; padding: 6px 8px; border-bottom: 1px solid var(--line); }
td:first-child { overflow-wrap: anywhere; min-width: 9rem; } td { white-space: nowrap; } td:first-child, td.mono { white-space: normal; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font-size: 0.8125rem; }
td form { margin: 0; } td p { margin: 4px 0 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 0 16px; align-items: end; }
main > details { margin-bottom: 16px; } details { border-bottom: 1px solid var(--line); } details pre { padding: 8px 0 12px 16px; }
summary { padding: 6px 0; cursor: pointer; overflow-wrap: anywhere; font-size: 0.875rem; }
.tag { display: inline-block; min-width: 3em; padding: 0 6px; border: 1px solid currentColor; border-radius: 4px; text-align: center; }
td button { min-height: 32px; padding: 2px 12px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 12px; margin: 0; font-size: 0.875rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } }
`

const styleHash = createHash('sha256').update(style).digest('base64')

/**
 * Nothing but this style and our fonts can load or run. Forms may lead anywhere: consent ends at the application's
 * address.
 */
export const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; font-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'`
