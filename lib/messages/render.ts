import { html, raw } from 'hono/html'
import { accentTokens } from '../branding/accent.ts'
import type { Branding } from '../branding/defaults.ts'
import { languages } from '../languages/languages.ts'
import { linesOf, type Text } from './texts.ts'

/** As plain text: the whole message, for mail programs without HTML, and for the preview. */
export function toPlainText({ parts, footer }: Text): string {
  const blocks = parts.map((part) => {
    if (typeof part === 'string') return part
    if ('url' in part) return `${part.label}: ${part.url}`
    const items = linesOf(part).map(({ text, url }) => (url === null ? `- ${text}` : `- ${text}\n  ${url}`))
    return [...(part.heading === '' ? [] : [part.heading]), ...items].join('\n')
  })
  return [...blocks, `--\n${footer}`].join('\n\n')
}

const ink = '#141a1a'
const muted = '#4a5554'

/** As an email. Styles are inline, because mail programs ignore style sheets. */
export function toHtml(
  { language, subject, parts, footer }: Text,
  { companyName, accent }: Pick<Branding, 'companyName' | 'accent'>,
): string {
  const { accent: color, 'on-accent': onColor } = accentTokens(accent.light, 'light')
  const body = parts.map((part) => {
    if (typeof part === 'string') return html`<p style="margin:0 0 16px">${part}</p>`
    if ('url' in part) {
      return html`<p style="margin:0 0 16px"><a href="${part.url}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:${color};color:${onColor};font-weight:600;text-decoration:none">${part.label}</a></p>`
    }
    const items = linesOf(part).map(({ text, url }) =>
      url === null
        ? html`<li style="margin:0 0 6px">${text}</li>`
        : html`<li style="margin:0 0 6px"><a href="${url}" style="color:${color}">${text}</a></li>`,
    )
    const heading =
      part.heading === '' ? '' : html`<p style="margin:0 0 8px;font-weight:600">${part.heading}</p>`
    return html`${heading}<ul style="margin:0 0 16px;padding-inline-start:20px">${items}</ul>`
  })
  const page = html`<!doctype html>
<html lang="${languages[language].tag}" dir="${languages[language].direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;padding:24px 16px;background:#f5f7f7;color:${ink};font:16px/1.5 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 12px;color:${muted};font-size:14px">${companyName}</p>
<div style="padding:24px;border:1px solid #dde3e2;border-radius:8px;background:#ffffff">${body}</div>
<p style="margin:12px 0 0;color:${muted};font-size:13px;overflow-wrap:anywhere">${raw(linked(footer))}</p>
</div>
</body>
</html>`
  return String(page)
}

/** The text escaped, with its addresses as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part) =>
      /^https?:\/\//.test(part)
        ? String(html`<a href="${part}" style="color:${muted}">${part}</a>`)
        : String(html`${part}`),
    )
    .join('')
    .replaceAll('\n', '<br>')
}

/** In the markup of Slack, which other services imitate. */
export function toSlackText({ subject, parts }: Text): string {
  const blocks = parts.map((part) => {
    if (typeof part === 'string') return slackText(part)
    if ('url' in part) return slackLink(part.label, part.url)
    const items = linesOf(part).map(
      ({ text, url }) => `• ${url === null ? slackText(text) : slackLink(text, url)}`,
    )
    return [...(part.heading === '' ? [] : [`*${slackText(part.heading)}*`]), ...items].join('\n')
  })
  return [`*${slackText(subject)}*`, ...blocks].join('\n')
}

/** Names come from outside: they must not mention everybody, end a link, or begin one (in Markdown, on Discord). */
function slackText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b')
    .replaceAll('*', '\u2217')
    .replaceAll('[', '\uff3b')
    .replaceAll(']', '\uff3d')
    .replaceAll('`', '\u02cb')
}

function slackLink(label: string, url: string): string {
  return `<${url}|${slackText(label).replaceAll('|', '/')}>`
}

/** The body for the workflow "Post to a channel when a webhook request is received" of Microsoft Teams. */
export function toTeams({ subject, parts }: Text): string {
  const block = (text: string, more: object = {}) => ({
    type: 'TextBlock',
    wrap: true,
    text: teamsText(text),
    ...more,
  })
  const body = parts.flatMap((part) => {
    if (typeof part === 'string') return [block(part)]
    if ('url' in part) return []
    const items = linesOf(part).map(({ text }) => block(`• ${text}`, { spacing: 'Small' }))
    return [...(part.heading === '' ? [] : [block(part.heading, { weight: 'Bolder' })]), ...items]
  })
  const actions = parts.flatMap((part) =>
    typeof part !== 'string' && 'url' in part
      ? [{ type: 'Action.OpenUrl', title: part.label, url: part.url }]
      : [],
  )
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(subject, { weight: 'Bolder', size: 'Medium' }), ...body],
    actions,
  }
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  })
}

/** Adaptive cards read Markdown: names from outside must not become links. */
function teamsText(text: string): string {
  return text.replace(/[[\]_*`\\]/g, '\\$&')
}
