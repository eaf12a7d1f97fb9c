import { html, raw } from 'hono/html'
import { logoImage } from '#components/connect/company-mark.tsx'
import { brandCss, type Theme, themeCss } from '#components/theme.ts'
import type { Branding } from '#lib/branding/defaults.ts'
import { type Language, languages } from '#lib/languages/languages.ts'
import { textIn } from '#lib/languages/text.ts'
import type { ReturnLink } from '#lib/links/return-url.ts'

export interface ProblemDocument extends Branding {
  simulated: boolean
  /** null follows the system. */
  theme: Theme | null
  language: Language
  title: string
  next: string
  /** The company's page that the seller came from, if any. */
  returnLink: ReturnLink | null
  /** A reference that support can look up. */
  reference: string
}

/** A whole page without React or a script, for routes that have to answer with their own status. */
export function problemDocument(page: ProblemDocument) {
  const { tag, direction } = languages[page.language]
  const text = textIn(page.language, 'refusal')
  const frame = textIn(page.language, 'frame')
  return html`<!doctype html>
    <html lang="${tag}" dir="${direction}"${page.theme === null ? '' : html` data-theme="${page.theme}"`}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · ${page.companyName}</title>
        <link rel="icon" href="/icon.svg" />
        <style>
          ${raw(themeCss + brandCss(page.accent) + pageCss)}
        </style>
      </head>
      <body>
        ${page.simulated && html`<aside><strong>${frame('simulatedAmazon')}</strong> ${frame('noRealSeller')}</aside>`}
        <div class="column">
          <header>
            <a href="/">${mark(page)}${page.companyName}</a>
          </header>
          <main>
            <span class="cross" aria-hidden="true">
              <svg width="26" height="26" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M18 6 6 18M6 6l12 12" /></svg>
            </span>
            <h1>${page.title}</h1>
            <p class="next">${page.next}</p>
            <a class="button" href="/">${text('start')}</a>
            ${page.returnLink && html`<a class="button plain" href="${page.returnLink.href}">${text('back', { host: page.returnLink.host })}</a>`}
            <p class="small">${text('reference')} <code>${page.reference}</code></p>
          </main>
          <footer>
            ${
              page.supportEmail === null
                ? frame('ask', { company: page.companyName })
                : html`${frame('questionsAt')} <a href="mailto:${page.supportEmail}">${page.supportEmail}</a>`
            }
            ${legalLinks(page).map(({ href, key }) => html` <a href="${href}">${frame(key)}</a>`)}
          </footer>
        </div>
      </body>
    </html>`
}

function mark({ logo, companyName }: Branding) {
  const image = logoImage(logo)
  return image === null
    ? html`<span class="mark" aria-hidden="true">${firstLetter(companyName)}</span>`
    : html`<img class="logo" src="${image.src}" width="${image.width}" height="${image.height}" alt="" />`
}

function legalLinks({ imprintUrl, privacyUrl, termsUrl }: Branding) {
  return [
    { href: imprintUrl, key: 'imprint' },
    { href: privacyUrl, key: 'privacy' },
    { href: termsUrl, key: 'terms' },
  ].flatMap(({ href, key }) => (href === null ? [] : [{ href, key: key as 'imprint' }]))
}

function firstLetter(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? '·'
}

const pageCss = `
@font-face{font-family:Geist;src:url(/fonts/geist) format("woff2");font-weight:100 900;font-display:swap}
@font-face{font-family:"Geist Mono";src:url(/fonts/geist-mono) format("woff2");font-weight:100 900;font-display:swap}
*{box-sizing:border-box;margin:0}
body{display:flex;flex-direction:column;min-height:100dvh;background:var(--canvas);color:var(--ink);font:16px/1.5 Geist,ui-sans-serif,system-ui,sans-serif;overflow-wrap:anywhere}
aside{padding:5px 16px;border-bottom:1px solid var(--doubt-line);background:var(--doubt-surface);color:var(--doubt-ink);font-size:12px;text-align:center}
strong{font-weight:500}
.column{display:flex;flex:1;flex-direction:column;width:100%;max-width:28rem;margin:0 auto;padding:0 20px}
header{padding-top:24px}
header a{display:inline-flex;align-items:center;gap:12px;border-radius:8px;color:var(--ink);font-weight:600;line-height:1.25;text-decoration:none}
.mark{display:grid;place-items:center;flex:none;width:40px;height:40px;border-radius:8px;background:var(--accent);color:var(--on-accent);font-size:20px}
.logo{flex:none;width:auto;max-width:192px;height:40px;object-fit:contain;border-radius:8px;background:light-dark(transparent,#fff)}
main{flex:1;padding:32px 0 64px}
.cross{display:grid;place-items:center;width:48px;height:48px;border-radius:50%;background:var(--bad-surface);color:var(--bad-ink)}
h1{margin-top:20px;font-size:28px;font-weight:600;line-height:34px;letter-spacing:-.02em;text-wrap:balance}
.next{margin-top:12px;color:var(--ink-muted)}
.button{display:flex;align-items:center;justify-content:center;min-height:48px;margin-top:32px;border-radius:8px;background:var(--accent);color:var(--on-accent);font-weight:500;text-decoration:none}
.plain{margin-top:10px;background:none;color:var(--ink-muted)}
.button:hover{background:var(--accent-hover)}
.plain:hover{background:var(--sunken);color:var(--ink)}
.small,footer{font-size:13px;line-height:20px;color:var(--ink-muted)}
.small{margin-top:24px}
footer{padding:20px 0;border-top:1px solid var(--line)}
footer a{margin-inline-end:8px;color:var(--accent-ink);text-underline-offset:4px}
code{font:12px "Geist Mono",ui-monospace,monospace}
a:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
@media (min-width:40rem){.column{padding:0}header{padding-top:48px}main{padding-top:40px}}`
