import { html } from 'hono/html'
import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { type Html, page, redirect } from '../pages/page.ts'
import type { Subject } from '../world/authorizations.ts'
import type { Application, Authorization, Seller } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { checkAccountType } from './check-seller.ts'
import { consolePath } from './developer-console.ts'
import { errorPage } from './error-pages.ts'
import { signedInSeller, signInPage } from './sign-in.ts'

/** Amazon's limit for every application, listed or not. */
export const selfAuthorizationLimit = 10

/** The self-authorization page: one button for each account of the seller who is signed in. */
export function selfAuthorize(
  world: World,
  call: Call,
  host: CentralHost,
  application: Application | null,
  shown: { readonly consentGroup: string; readonly refreshToken: string } | null = null,
): Promise<Answer> {
  const seller = signedInSeller(world, call)
  if (seller === null) return signInPage(world, call, host)
  if (application === null) return errorPage(call, { code: 'MD9999', reason: 'no such application' })
  const wrongAccount = checkAccountType(host, seller)
  if (wrongAccount !== null) return errorPage(call, wrongAccount)
  if (!seller.isPrimaryUser) return errorPage(call, { code: 'SPDC8143', reason: 'not the primary user' })
  const accounts = accountsOf(application, seller)
  return page({
    title: `Authorize ${application.name}`,
    host: host.host,
    home: `${call.base}/home`,
    wide: true,
    body: html`<section class="card">
<h1>Authorize ${application.name}</h1>
<p>Each press issues a new refresh token; the earlier ones keep working. ${selfAuthorizationsOf(world, application).length} of ${selfAuthorizationLimit} self-authorizations are used.</p>
<div class="scroll"><table><thead><tr><th>Account</th><th>Refresh token</th><th>Actions</th></tr></thead>
<tbody>${accounts.map((subject) => accountRow(world, call, subject, shown))}</tbody></table></div>
${shown === null ? '' : html`<p class="soft">Copy it now: it is not shown again.</p>`}
</section>`,
  })
}

/** Authorize app, or Revoke: the two buttons of the page. */
export function decideSelf(
  world: World,
  call: Call,
  host: CentralHost,
  form: URLSearchParams,
): Answer | Promise<Answer> {
  const application = world.applications.find(form.get('application_id') ?? '')
  const seller = signedInSeller(world, call)
  if (application === null || !seller?.isPrimaryUser || checkAccountType(host, seller) !== null)
    return selfAuthorize(world, call, host, application)
  const subject = accountsOf(application, seller).find(
    ({ consentGroup }) => consentGroup === form.get('account'),
  )
  if (subject === undefined) return errorPage(call, { code: 'MD9999', reason: 'no such account' })
  const known = world.authorizations.findFor(subject, 'self')
  if (form.get('decision') === 'revoke') {
    if (known !== null) world.authorizations.disable(known)
    const query = `application_id=${encodeURIComponent(application.applicationId)}`
    return redirect(`${call.base}${consolePath}/authorize?${query}`)
  }
  const isFull = selfAuthorizationsOf(world, application).length >= selfAuthorizationLimit
  if (isFull && known?.state !== 'enabled') {
    return errorPage(call, {
      code: 'CONSENT_LIMIT_REACHED',
      reason: `the application has ${selfAuthorizationLimit} self-authorizations`,
    })
  }
  const authorization = world.authorizations.enable(subject, 'self')
  const { refreshToken } = world.authorizations.issueRefreshToken(authorization)
  return selfAuthorize(world, call, host, application, { consentGroup: subject.consentGroup, refreshToken })
}

const selfAuthorizationsOf = (world: World, application: Application): readonly Authorization[] =>
  world.authorizations
    .all()
    .filter(
      ({ applicationId, workflow, state }) =>
        applicationId === application.applicationId && workflow === 'self' && state === 'enabled',
    )

/** The merged accounts of a seller: one for each consent group. */
function accountsOf(application: Application, seller: Seller): readonly Subject[] {
  const subjects = seller.participations.flatMap(({ countryCode }) => {
    const marketplace = findMarketplaceByCountry(countryCode)
    if (marketplace === null) return []
    const { region, consentGroup } = marketplace
    return {
      applicationId: application.applicationId,
      sellingPartnerId: seller.sellingPartnerId,
      region,
      consentGroup,
    }
  })
  return [...new Map(subjects.map((subject) => [subject.consentGroup, subject])).values()]
}

function accountRow(
  world: World,
  call: Call,
  subject: Subject,
  shown: { readonly consentGroup: string; readonly refreshToken: string } | null,
): Html {
  const state = world.authorizations.findFor(subject, 'self')?.state ?? 'not authorized'
  const button = (decision: string, label: string) =>
    html`<button class="second" name="decision" value="${decision}">${label}</button>`
  return html`<tr>
<td>${subject.consentGroup} (${subject.region})</td>
<td class="mono" data-testid="refresh-token">${shown?.consentGroup === subject.consentGroup ? shown.refreshToken : state}</td>
<td><form method="post" action="${call.base}${consolePath}/authorize">
<input type="hidden" name="application_id" value="${subject.applicationId}">
<input type="hidden" name="account" value="${subject.consentGroup}">
${button('authorize', 'Authorize app')} ${state === 'enabled' ? button('revoke', 'Revoke') : ''}
</form></td>
</tr>`
}
