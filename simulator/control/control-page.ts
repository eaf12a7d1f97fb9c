import { html } from 'hono/html'
import type { Answer } from '../call.ts'
import { credentialsPath } from '../central/developer-console.ts'
import { type Html, page } from '../pages/page.ts'
import type { ReceivedRequest } from '../world/received.ts'
import type { Application, Authorization } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import type { Control, Scenario } from './control.ts'
import { faultSection } from './fault-section.ts'

const shownRequests = 50

/** Clock, authorizations, faults and clients' requests, on one page without scripts. */
export function controlPage(
  world: World,
  { control, scenarios }: { readonly control: Control; readonly scenarios: readonly Scenario[] },
  origin: string,
): Promise<Answer> {
  return page({
    title: 'Control',
    host: origin,
    home: '/',
    wide: true,
    body: html`<h1>A simulated Amazon</h1>
<p>It simulates Seller Central with its consent page, Login with Amazon, and the Selling Partner API. On this page, you can move its clock, make requests fail, and see what it received.</p>
<details><summary>For programs</summary>
<p>Amazon's hosts answer under their own names:</p>
<ul><li><code>${origin}/sellercentral.amazon.com/apps/authorize/consent</code></li><li><code>${origin}/api.amazon.com/auth/o2/token</code></li><li><code>${origin}/sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations</code></li></ul>
<p>The controls of this page are JSON under <code>${origin}/_/world</code>.</p></details>
${scenarioSection(scenarios)}${clock(world, control)}${faultSection(world)}${authorizations(world)}${applications(world)}${received(world)}`,
  })
}

/** The problem with a form of the control page, in the schema's words. */
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

const scenarioSection = (scenarios: readonly Scenario[]): Html =>
  scenarios.length === 0
    ? html``
    : html`<section class="card" id="scenarios"><h2>Scenarios</h2>
<ul class="rows">${scenarios.map(({ id, label, text }) => html`<li><span><strong>${label}</strong> <span class="soft">${text}</span></span>${post(`/_/scenarios/${id}`, {}, 'Make it happen')}</li>`)}</ul></section>`

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const steps: readonly (readonly [ms: number, label: string])[] = [
  [hourMs / 12, '5 minutes'],
  [hourMs, '1 hour'],
  [dayMs, '1 day'],
  [30 * dayMs, '30 days'],
  [180 * dayMs, '180 days'],
  [365 * dayMs, '365 days'],
]

const clock = (
  world: World,
  { isClockFollowed }: Control,
): Html => html`<section class="card" id="clock"><h2>Clock</h2>
<p><strong class="mono">${new Date(world.clock.now()).toISOString().slice(0, 19).replace('T', ' ')} UTC</strong>${aheadWords(world.clock.offsetMs())}</p>
${isClockFollowed ? html`<p class="soft">Gatehouse follows within a second: renewals fall due, tokens and authorizations lapse. Sessions, rate limits and leases use real time. It only moves forward; to go back, reset the demo.</p>` : ''}
<div class="actions">${steps.map(([ms, label]) => post('/_/clock', { advanceMs: String(ms) }, `Forward ${label}`))}</div></section>`

function aheadWords(offsetMs: number): string {
  const minutes = Math.round(offsetMs / 60_000)
  if (minutes === 0) return ', which is the real time'
  const [days, rest] = [Math.trunc(minutes / 1_440), Math.abs(minutes % 1_440)]
  const time = `${Math.trunc(rest / 60)} h ${rest % 60} min`
  const distance = days === 0 ? time : `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${time}`
  return `, ${distance} ${minutes > 0 ? 'ahead of' : 'behind'} real time`
}

const applications = (world: World): Html => html`<section class="card"><h2>Applications</h2>
${world.applications.all().map(
  (application) => html`<dl>
<dt>Name</dt><dd>${application.name} (${application.status})</dd>
<dt>Application id</dt><dd class="mono">${application.applicationId}</dd>
<dt>LWA client id</dt><dd class="mono">${application.lwaClientId}</dd>
<dt>Client secret</dt><dd><span class="mono">${application.clientSecrets[0]?.value ?? ''}</span> <a href="/sellercentral.amazon.com${credentialsPath(application)}">LWA credentials: rotate it</a></dd>
<dt>Secret ends</dt><dd>${secretEnd(world, application)}</dd>
<dt>Redirect URIs</dt><dd class="mono">${application.redirectUris.join(' ')}</dd>
<dt>Roles</dt><dd>${application.roles.join(', ') || 'none'}</dd>
<dt>Login URI</dt><dd class="mono">${application.logInUri ?? 'none'}</dd>
</dl>`,
)}</section>`

function secretEnd(world: World, { clientSecrets }: Application): Html | string {
  const [secret] = clientSecrets
  if (secret === undefined) return ''
  const day = new Date(secret.expiresAt).toISOString().slice(0, 10)
  if (secret.isExpired) return html`<span class="bad">expired on ${day}</span>`
  return world.settings.clientSecretsEnd
    ? html`${day} ${post('/_/settings', { clientSecretsEnd: 'false' }, 'Let it work forever')}`
    : html`never ${post('/_/settings', { clientSecretsEnd: 'true' }, 'Let it end after 180 days, as at Amazon')}`
}

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
