import { html } from 'hono/html'
import type { Answer } from '../call.ts'
import { lwaRows } from '../lwa/errors.ts'
import { type Html, page } from '../pages/page.ts'
import { apiRows } from '../sp-api/errors.ts'
import { endpoints } from '../world/faults.ts'
import type { ReceivedRequest } from '../world/received.ts'
import type { Authorization } from '../world/shapes.ts'
import type { World } from '../world/world.ts'

const shownRequests = 50

/** Clock, authorizations, faults and what clients sent, on one page without scripts. */
export function controlPage(world: World, origin: string): Promise<Answer> {
  return page({
    title: 'Control',
    host: origin,
    home: '/',
    wide: true,
    body: html`<h1>A simulated Amazon</h1>
<p>Amazon's hosts answer under their own names, for example <code>${origin}/sellercentral.amazon.com/apps/authorize/consent</code>, <code>${origin}/api.amazon.com/auth/o2/token</code> and <code>${origin}/sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations</code>. The same controls are JSON under <code>${origin}/_/world</code>.</p>
${received(world)}${authorizations(world)}${faults(world)}${clock(world)}${applications(world)}`,
  })
}

/** What was wrong with a form of the control page, in the schema's words. */
export function refusalPage(message: string): Promise<Answer> {
  return page({
    status: 400,
    title: 'Not accepted',
    host: 'Control',
    home: '/',
    body: html`<section class="card"><h1>That was not accepted</h1><pre>${message}</pre><p><a href="/">Back to the controls</a></p></section>`,
  })
}

const post = (action: string, fields: Readonly<Record<string, string>>, label: string): Html =>
  html`<form method="post" action="${action}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="second">${label}</button></form>`

const hourMs = 3_600_000

const clock = (world: World): Html => html`<section class="card"><h2>Clock</h2>
<p class="mono">${new Date(world.clock.now()).toISOString()}</p>
<div class="actions">
${post('/_/clock', { advanceMs: String(hourMs / 12) }, '5 minutes on')}
${post('/_/clock', { advanceMs: String(hourMs) }, '1 hour on')}
${post('/_/clock', { advanceMs: String(24 * hourMs) }, '1 day on')}
${post('/_/clock', { advanceMs: String(180 * 24 * hourMs) }, '180 days on')}
</div></section>`

const applications = (world: World): Html => html`<section class="card"><h2>Applications</h2>
${world.applications.all().map(
  (application) => html`<dl>
<dt>Name</dt><dd>${application.name} (${application.status})</dd>
<dt>Application id</dt><dd class="mono">${application.applicationId}</dd>
<dt>LWA client id</dt><dd class="mono">${application.lwaClientId}</dd>
<dt>Client secret</dt><dd class="mono">${application.clientSecrets.at(-1)?.value ?? ''}</dd>
<dt>Redirect URIs</dt><dd class="mono">${application.redirectUris.join(' ')}</dd>
<dt>Log-in URI</dt><dd class="mono">${application.logInUri ?? 'none'}</dd>
</dl>`,
)}</section>`

const authorizations = (world: World): Html => {
  const rows = world.authorizations.all()
  return html`<section class="card"><h2>Authorizations</h2>
${
  rows.length === 0
    ? html`<p class="soft">None yet. They appear when somebody presses Confirm.</p>`
    : html`<div class="scroll"><table><thead><tr><th>Selling partner</th><th>Account</th><th>Since</th><th>State</th><th>Change</th></tr></thead>
<tbody>${rows.map((row) => authorizationRow(world, row))}</tbody></table></div>`
}</section>`
}

const authorizationRow = (world: World, row: Authorization): Html => html`<tr>
<td>${world.sellers.get(row.sellingPartnerId)?.name.slice(0, 80) ?? ''} <span class="mono">${row.sellingPartnerId}</span></td>
<td>${row.consentGroup} (${row.region}), ${row.workflow}</td>
<td>${new Date(row.authorizedAt).toISOString().slice(0, 16).replace('T', ' ')}</td>
<td class="${row.state === 'enabled' ? 'good' : 'bad'}">${row.state}</td>
<td>${post(`/_/authorizations/${row.id}`, { state: row.state === 'enabled' ? 'disabled' : 'enabled' }, row.state === 'enabled' ? 'Disable' : 'Enable')}</td>
</tr>`

const faultFields = [
  'delay',
  'status',
  'html',
  'reset',
  'hang',
  'truncated-body',
  'refuse',
  'invalid-grant',
  'rotate-refresh-token',
  'bare-callback-uri',
]

const option = (value: string, label = value): Html => html`<option value="${value}">${label}</option>`

const field = (id: string, label: string, control: Html): Html =>
  html`<div><label for="fault-${id}">${label}</label>${control}</div>`

const faults = (world: World): Html => html`<section class="card"><h2>Faults</h2>
${world.faults
  .all()
  .map(
    (fault) =>
      html`<p class="mono">${JSON.stringify(fault)}</p>${post(`/_/faults/${fault.id}/remove`, {}, 'Remove')}`,
  )}
<form method="post" action="/_/faults"><div class="grid">
${field('kind', 'What goes wrong', html`<select id="fault-kind" name="kind">${faultFields.map((kind) => option(kind))}</select>`)}
${field('delay', 'Milliseconds (delay)', html`<input id="fault-delay" name="delayMs" inputmode="numeric">`)}
${field('status', 'Status (status, html)', html`<input id="fault-status" name="status" inputmode="numeric">`)}
${field('row', 'Row (refuse)', html`<select id="fault-row" name="row">${option('', 'none')}${[...lwaRows, ...apiRows].map((row) => option(row))}</select>`)}
${field('when', 'When (reset, hang)', html`<select id="fault-when" name="when">${option('', 'not said')}${option('before', 'before it was carried out')}${option('after', 'after it was carried out')}</select>`)}
${field('at', 'Where', html`<select id="fault-at" name="at">${option('', 'everywhere')}${endpoints.map((at) => option(at))}</select>`)}
${field('seller', 'Whose requests', html`<select id="fault-seller" name="sellingPartnerId">${option('', 'anyone’s')}${[...world.sellers.values()].map((seller) => option(seller.sellingPartnerId, seller.name.slice(0, 60)))}</select>`)}
${field('times', 'How often (empty: until removed)', html`<input id="fault-times" name="times" inputmode="numeric">`)}
</div><div class="actions"><button>Add fault</button></div>
</form></section>`

const received = (world: World): Html => {
  const rows = world.received.all().slice(-shownRequests).reverse()
  return html`<section class="card"><h2>Received</h2>
<p class="soft">What clients sent, newest first: ${shownRequests} at most, all that are kept at <a href="/_/received">/_/received</a>. A refusal says what was really wrong.</p>
${rows.length === 0 ? html`<p class="soft">Nothing yet.</p>` : post('/_/received/clear', {}, 'Clear')}
${rows.map(receivedRow)}</section>`
}

const receivedRow = (row: ReceivedRequest): Html => html`<details>
<summary><span class="mono tag ${row.status !== null && row.status < 400 ? 'good' : 'bad'}">${row.status ?? 'lost'}</span> <span class="mono">${row.method} ${row.host ?? ''}${row.path.slice(0, 120)}</span> ${row.row === null ? '' : html`<strong>${row.row}</strong>`} ${row.reason ?? ''}</summary>
<pre>${new Date(row.at).toISOString()}
${row.query === '' ? '' : `?${row.query}\n`}${headersOf(row)}

${row.body}

${/^\s*</.test(row.responseBody) ? '(a page)' : row.responseBody}</pre>
</details>`

const headersOf = (row: ReceivedRequest): string =>
  Object.entries(row.headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')
