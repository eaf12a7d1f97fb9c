import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { page } from '../pages/page.ts'
import type { Workflow } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import type { ConsentRequest } from './check-consent.ts'
import { sellerOptions, signedInSeller } from './sign-in.ts'

/** Asks the seller who is signed in; the decision is posted with the same request. */
export function consentPage(
  world: World,
  call: Call,
  host: CentralHost,
  request: ConsentRequest,
  workflow: Workflow = 'website',
): Promise<Answer> {
  const { application } = request
  // Amazon knows no such parameter. Here, it saves those who try a renewal from looking for its seller.
  const named = world.sellers.get(new URLSearchParams(call.query).get('signed_in_as') ?? '')
  const central = host.partnerType === 'vendor' ? 'Vendor Central' : 'Seller Central'
  const hidden = {
    application_id: application.applicationId,
    state: request.state,
    redirect_uri: request.redirectUri,
    version: request.version,
    workflow,
  }
  const fields = Object.entries(hidden).filter(([, value]) => value !== null)
  return page({
    title: `Authorize ${application.name}`,
    host: host.host,
    home: `${call.base}/home`,
    body: html`<section class="card">
<p class="soft">${central}, simulated</p>
<h1>Authorize ${application.name}</h1>
<p>${application.name} asks for access to your selling account. It will be able to use:</p>
<ul>${application.roles.map((role) => html`<li>${role}</li>`)}</ul>
${application.status === 'draft' ? html`<p class="soft">This application is a draft (version=beta).</p>` : ''}
<form method="post" action="${call.base}/apps/authorize/consent">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="selling-partner">Signed in as</label>
<select id="selling-partner" name="selling_partner_id" required>
${sellerOptions(world, host, named ?? signedInSeller(world, call))}
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
<dt>Next</dt><dd class="mono">${workflow === 'appstore' ? application.logInUri : (request.redirectUri ?? application.redirectUris[0] ?? '')}</dd>
</dl>
</section>`,
  })
}
