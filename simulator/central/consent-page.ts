import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { type Html, page } from '../pages/page.ts'
import type { Seller, Workflow } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import type { ConsentRequest } from './judge-consent.ts'
import { signsInAt } from './judge-seller.ts'

/** Asks whoever is signed in; Confirm posts the same request back to the same address. */
export function consentPage(
  world: World,
  call: Call,
  host: CentralHost,
  request: ConsentRequest,
  workflow: Workflow = 'website',
): Promise<Answer> {
  const { application } = request
  const sellers = [...world.sellers.values()]
  const here = sellers.filter((seller) => signsInAt(host, seller))
  const elsewhere = sellers.filter((seller) => !here.includes(seller))
  const central = host.partnerType === 'vendor' ? 'Vendor Central' : 'Seller Central'
  return page({
    title: `Authorize ${application.name}`,
    host: host.host,
    home: `${call.base}/home`,
    body: html`<section class="card">
<p class="soft">${central}, simulated</p>
<h1>Authorize ${application.name}</h1>
<p>${application.name} asks for access to your selling account. It will be able to use:</p>
<ul>${application.roles.map((role) => html`<li>${role}</li>`)}</ul>
${request.version === 'beta' ? html`<p class="soft">This application is a draft (version=beta).</p>` : ''}
<form method="post" action="${call.base}/apps/authorize/consent">
<input type="hidden" name="application_id" value="${application.applicationId}">
<input type="hidden" name="state" value="${request.state}">
${request.redirectUri === null ? '' : html`<input type="hidden" name="redirect_uri" value="${request.redirectUri}">`}
${request.version === null ? '' : html`<input type="hidden" name="version" value="${request.version}">`}
<input type="hidden" name="workflow" value="${workflow}">
<label for="selling-partner">Signed in as</label>
<select id="selling-partner" name="selling_partner_id" required>
${group(`At this ${central}`, here)}
${group('Signed in to another account', elsewhere)}
</select>
<div class="actions">
<button type="submit" name="decision" value="confirm">${workflow === 'appstore' ? `Login to ${application.name} now` : 'Confirm'}</button>
<button type="submit" name="decision" value="cancel" class="second" formnovalidate>Cancel</button>
</div>
</form>
</section>
<section class="card soft">
<dl>
<dt>Application</dt><dd class="mono">${application.applicationId}</dd>
<dt>Comes back to</dt><dd class="mono">${request.redirectUri ?? application.redirectUris[0] ?? ''}</dd>
</dl>
</section>`,
  })
}

const group = (label: string, sellers: readonly Seller[]): Html | string =>
  sellers.length === 0
    ? ''
    : html`<optgroup label="${label}">${sellers.map(
        (seller) =>
          html`<option value="${seller.sellingPartnerId}">${seller.name.slice(0, 80)} (${seller.sellingPartnerId})${seller.note === '' ? '' : `: ${seller.note}`}</option>`,
      )}</optgroup>`
