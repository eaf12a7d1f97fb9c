import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { type Html, page } from '../pages/page.ts'
import type { Application } from '../world/shapes.ts'
import type { World } from '../world/world.ts'

export const consolePath = '/sellingpartner/developerconsole'

/** Develop Apps of the Solution Provider Portal. */
export function developerConsole(world: World, call: Call, host: CentralHost): Promise<Answer> {
  return page({
    title: 'Develop Apps',
    host: host.host,
    home: `${call.base}/home`,
    body: html`<h1>Develop Apps</h1>${world.applications.all().map((application) => card(call, application))}`,
  })
}

const card = (call: Call, application: Application): Html => html`<section class="card">
<h2>${application.name}</h2>
<dl>
<dt>Status</dt><dd>${application.status}${application.listed ? ', listed' : ''}</dd>
<dt>Application id</dt><dd class="mono">${application.applicationId}</dd>
<dt>Roles</dt><dd>${application.roles.join(', ')}</dd>
<dt>Login URI</dt><dd class="mono">${application.logInUri ?? 'missing'}</dd>
<dt>Redirect URIs</dt><dd class="mono">${application.redirectUris.join(' ')}</dd>
</dl>
<div class="actions">
<a class="button second" href="${call.base}${consolePath}/authorize?${selecting(application)}">Authorize</a>
<a class="button second" href="${call.base}${credentialsPath(application)}">LWA credentials</a>
</div>
</section>`

/** Where its client secret is seen and rotated. */
export const credentialsPath = (application: Application): string =>
  `${consolePath}/credentials?${selecting(application)}`

const selecting = (application: Application) =>
  `application_id=${encodeURIComponent(application.applicationId)}`
