import { html } from 'hono/html'
import { lwaRows } from '../lwa/errors.ts'
import type { Html } from '../pages/page.ts'
import { apiRows } from '../sp-api/errors.ts'
import { type Endpoint, endpoints } from '../world/fault-places.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'

type Field = 'delay' | 'status' | 'retry-after' | 'html-status' | 'row' | 'when' | 'at'

/** The form's choices, in words, with the fields that apply. All of them ask whose requests, and how often. */
const kinds: readonly (readonly [kind: Fault['kind'], words: string, fields: readonly Field[]])[] = [
  ['delay', 'Answer late', ['delay', 'at']],
  ['status', 'Answer with an HTTP status', ['status', 'retry-after', 'at']],
  ['html', 'Answer with an HTML page', ['html-status', 'at']],
  ['reset', 'Break the connection', ['when', 'at']],
  ['hang', 'Never answer', ['when', 'at']],
  ['truncated-body', 'Cut the answer off in the middle', ['at']],
  ['refuse', 'Refuse in Amazon’s words', ['row']],
  ['invalid-grant', 'Refuse the grant at the token endpoint (invalid_grant)', []],
  ['rotate-refresh-token', 'Issue another refresh token with each refresh', []],
  ['bare-callback-uri', 'Leave the host out of amazon_callback_uri', []],
]

const places: Readonly<Record<Endpoint, string>> = {
  consent: 'the consent page',
  confirm: 'the return from the Login URI',
  token: 'the token endpoint',
  'sp-api': 'SP-API',
  queue: 'the queue of new client secrets',
}

/** Active faults in words, and one form for each kind: without scripts, each shows the fields that apply to it. */
export const faultSection = (world: World): Html => html`<section class="card" id="faults"><h2>Faults</h2>
${
  world.faults.all().length === 0
    ? html`<p class="soft">None: Amazon answers as it should.</p>`
    : html`<ul class="rows">${world.faults
        .all()
        .map(
          (fault) =>
            html`<li><span>${describeFault(world, fault)}</span><form method="post" action="/_/faults/${fault.id}/remove"><button class="second">Remove</button></form></li>`,
        )}</ul>`
}
<h3>Add a fault</h3>
${kinds.map(([kind, words, fields]) => faultForm(world, kind, words, fields))}
</section>`

const faultForm = (world: World, kind: Fault['kind'], words: string, fields: readonly Field[]): Html =>
  html`<details name="fault"><summary>${words}</summary>
<form method="post" action="/_/faults"><input type="hidden" name="kind" value="${kind}"><div class="grid">
${fields.map((name) => control(kind, name))}
${labeled(kind, 'seller', 'Whose requests', html`<select id="${kind}-seller" name="sellingPartnerId">${option('', 'anyone’s')}${[...world.sellers.values()].map((seller) => option(seller.sellingPartnerId, seller.name.slice(0, 60)))}</select>`)}
${labeled(kind, 'times', 'How often (empty: until removed)', html`<input id="${kind}-times" name="times" inputmode="numeric" pattern="[0-9]*">`)}
</div><div class="actions"><button>Add fault</button></div></form></details>`

function control(kind: Fault['kind'], name: Field): Html {
  const id = `${kind}-${name}`
  switch (name) {
    case 'delay':
      return labeled(
        kind,
        name,
        'Milliseconds',
        html`<input id="${id}" name="delayMs" inputmode="numeric" pattern="[0-9]*" required value="5000">`,
      )
    case 'status':
      return labeled(
        kind,
        name,
        'Status',
        html`<select id="${id}" name="status">${['503', '500', '502', '504', '429'].map((status) => option(status))}</select>`,
      )
    case 'retry-after':
      return labeled(
        kind,
        name,
        'Retry-After, in seconds (empty: none)',
        html`<input id="${id}" name="retryAfterSeconds" inputmode="numeric" pattern="[0-9]*">`,
      )
    case 'html-status':
      return labeled(
        kind,
        name,
        'Status',
        html`<input id="${id}" name="status" inputmode="numeric" pattern="[0-9]*" required value="503">`,
      )
    case 'row':
      return labeled(
        kind,
        name,
        'Row of Amazon’s errors',
        html`<select id="${id}" name="row"><optgroup label="At the token endpoint">${lwaRows.map((row) => option(row))}</optgroup><optgroup label="At SP-API">${apiRows.map((row) => option(row))}</optgroup></select>`,
      )
    case 'when':
      return labeled(
        kind,
        name,
        'When',
        html`<select id="${id}" name="when">${option('before', 'before the request was carried out')}${option('after', 'after it was carried out')}</select>`,
      )
    case 'at':
      return labeled(
        kind,
        name,
        'Where',
        html`<select id="${id}" name="at">${option('', 'everywhere')}${endpoints.map((at) => option(at, `at ${places[at]}`))}</select>`,
      )
  }
}

const labeled = (kind: string, name: string, label: string, field: Html): Html =>
  html`<div><label for="${kind}-${name}">${label}</label>${field}</div>`

const option = (value: string, label = value): Html => html`<option value="${value}">${label}</option>`

/** "At the token endpoint, answers 5 s late, for Harbor & Pine Goods; 2 of 3 times so far." */
export function describeFault(world: World, fault: Fault): string {
  const { at, host, grantType, sellingPartnerId, times, endsAt, struck } = fault
  const where = at === undefined ? '' : `At ${places[at]}: `
  const conditions = [
    host !== undefined && `at ${host}`,
    grantType !== undefined && `for ${grantType}`,
    sellingPartnerId !== undefined &&
      `for ${world.sellers.get(sellingPartnerId)?.name.slice(0, 60) ?? sellingPartnerId}`,
  ].filter((words) => words !== false)
  const soFar = struck === 0 ? 'not applied yet' : struck === 1 ? 'once so far' : `${struck} times so far`
  const often =
    times === undefined
      ? `until ${endsAt === null ? 'removed' : new Date(endsAt).toISOString().slice(11, 19)}, ${soFar}`
      : `${times === 1 ? 'once' : `${times} times`}, ${soFar}`
  return `${where}${[whatOf(fault), ...conditions].join(' ')}; ${often}.`
}

function whatOf(fault: Fault): string {
  const when = 'when' in fault && (fault.when === 'before' ? 'before' : 'after')
  switch (fault.kind) {
    case 'delay':
      return `answers ${fault.delayMs >= 1_000 ? `${fault.delayMs / 1_000} s` : `${fault.delayMs} ms`} late`
    case 'status':
      return `answers ${fault.status}${fault.retryAfterSeconds === undefined ? '' : ` with Retry-After: ${fault.retryAfterSeconds}`}`
    case 'html':
      return `answers with an HTML page and status ${fault.status}`
    case 'reset':
      return `breaks the connection ${when} the request is carried out`
    case 'hang':
      return `never answers, ${when} the request is carried out`
    case 'truncated-body':
      return 'cuts the answer off'
    case 'changed-body':
      return `changes ${Object.keys(fault.fields).join(', ')} in the answer`
    case 'refuse':
      return `refuses in the words of row ${fault.row}`
    case 'invalid-grant':
      return 'refuses the grant (invalid_grant)'
    case 'rotate-refresh-token':
      return 'issues another refresh token with each refresh'
    case 'bare-callback-uri':
      return 'leaves the host out of amazon_callback_uri'
  }
}
