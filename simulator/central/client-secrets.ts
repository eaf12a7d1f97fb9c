import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { type Html, page, redirect } from '../pages/page.ts'
import {
  isSecretEndless,
  isSecretOver,
  numberedSecret,
  secretLifeDays,
  secretOverlapDays,
} from '../world/applications.ts'
import type { Application } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { consolePath } from './developer-console.ts'
import { errorPage } from './error-pages.ts'
import { signedInSeller, signInPage } from './sign-in.ts'

/** LWA credentials: the client id, the secrets that still work, and the button that rotates. */
export function clientSecrets(
  world: World,
  call: Call,
  host: CentralHost,
  application: Application | null,
): Promise<Answer> {
  const refusal = refuse(world, call, host, application)
  if (refusal !== null || application === null) {
    return refusal ?? errorPage(call, { code: 'MD9999', reason: 'no such application' })
  }
  const at = { now: world.clock.now(), settings: world.settings }
  const numbers = [...application.clientSecrets.keys()]
  const living = numbers.filter((number) => !isSecretOver(application, number, 'refusedAt', at))
  return page({
    title: 'LWA credentials',
    host: host.host,
    home: `${call.base}/home`,
    body: html`<section class="card">
<h1>LWA credentials</h1>
<dl><dt>Application</dt><dd>${application.name}</dd><dt>Client identifier</dt><dd class="mono">${application.lwaClientId}</dd></dl>
</section>
${living.map((number) => secretCard(world, application, number))}
<section class="card">
<h2>Rotate secret</h2>
<p>A new secret is valid for ${secretLifeDays} days. The previous one keeps working for ${secretOverlapDays} days.</p>
<form method="post" action="${call.base}${consolePath}/credentials">
<input type="hidden" name="application_id" value="${application.applicationId}">
<div class="actions"><button>Rotate secret</button></div>
</form>
</section>`,
  })
}

export function rotateSecret(
  world: World,
  call: Call,
  host: CentralHost,
  application: Application | null,
): Answer | Promise<Answer> {
  if (application === null || refuse(world, call, host, application) !== null) {
    return clientSecrets(world, call, host, application)
  }
  world.applications.rotateSecret(application)
  const query = `application_id=${encodeURIComponent(application.applicationId)}`
  return redirect(`${call.base}${consolePath}/credentials?${query}`)
}

function refuse(
  world: World,
  call: Call,
  host: CentralHost,
  application: Application | null,
): Promise<Answer> | null {
  const person = signedInSeller(world, call)
  if (person === null) return signInPage(world, call, host)
  if (application === null) return errorPage(call, { code: 'MD9999', reason: 'no such application' })
  return person.isPrimaryUser ? null : errorPage(call, { code: 'SPDC8143', reason: 'not the primary user' })
}

function secretCard(world: World, application: Application, number: number): Html {
  const { value = '', expiresAt = 0 } = numberedSecret(application, number) ?? {}
  const end = new Date(expiresAt).toISOString()
  const isExpired = world.clock.now() >= expiresAt
  const isEndless = isSecretEndless(application, number, world.settings)
  return html`<section class="card">
<dl>
<dt>Client secret</dt><dd class="mono" data-testid="client-secret">${value}</dd>
<dt>Expires</dt><dd class="mono">${isEndless ? 'never' : `${end}${isExpired ? ' (expired)' : ''}`}</dd>
</dl>
</section>`
}
