import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { type Html, page, redirect } from '../pages/page.ts'
import type { Authorization } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { signedInSeller, signInPage } from './sign-in.ts'

/** Manage Your Apps: what this selling partner authorized at this kind of account. */
export function manageApps(world: World, call: Call, host: CentralHost): Promise<Answer> {
  const seller = signedInSeller(world, call)
  if (seller === null) return signInPage(world, call, host)
  const rows = authorizationsHere(world, host, seller.sellingPartnerId)
  return page({
    title: 'Manage Your Apps',
    host: host.host,
    home: `${call.base}/home`,
    wide: true,
    body: html`<section class="card">
<h1>Manage Your Apps</h1>
<p class="soft">${seller.name} (${seller.sellingPartnerId})</p>
${
  rows.length === 0
    ? html`<p>No application has been authorized by this account.</p>`
    : html`<div class="scroll"><table><thead><tr><th>Application</th><th>Authorized</th><th>Status</th><th>Actions</th></tr></thead>
<tbody>${rows.map((row) => applicationRow(world, call, row))}</tbody></table></div>`
}
</section>`,
  })
}

/** The seller's Disable authorization. Enable and Re-Authorize are links: they begin a new consent. */
export function disableApp(world: World, call: Call, host: CentralHost, form: URLSearchParams): Answer {
  const seller = signedInSeller(world, call)
  const wanted = form.get('authorization_id')
  const authorization = authorizationsHere(world, host, seller?.sellingPartnerId ?? '').find(
    ({ id }) => id === wanted,
  )
  if (authorization !== undefined) world.authorizations.disable(authorization)
  return redirect(`${call.base}/apps/manage`)
}

function authorizationsHere(
  world: World,
  host: CentralHost,
  sellingPartnerId: string,
): readonly Authorization[] {
  return world.authorizations
    .all()
    .filter(
      (row) =>
        row.sellingPartnerId === sellingPartnerId &&
        row.workflow !== 'self' &&
        world.sellers.get(sellingPartnerId)?.partnerType === host.partnerType &&
        host.consentGroups.includes(row.consentGroup),
    )
}

function applicationRow(world: World, call: Call, row: Authorization): Html {
  const name = world.applications.find(row.applicationId)?.name ?? row.applicationId
  const again = `${call.base}/apps/authorize/appstore?application_id=${encodeURIComponent(row.applicationId)}`
  return html`<tr>
<td>${name}</td>
<td class="mono">${new Date(row.authorizedAt).toISOString().slice(0, 10)}</td>
<td>${row.state}</td>
<td>${
    row.state === 'enabled'
      ? html`<form method="post" action="${call.base}/apps/manage"><input type="hidden" name="authorization_id" value="${row.id}"><button class="second">Disable authorization</button></form>
<p><a href="${again}">Re-Authorize</a></p>`
      : html`<a href="${again}">Enable Authorization</a>`
  }</td>
</tr>`
}
