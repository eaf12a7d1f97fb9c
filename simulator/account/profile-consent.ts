import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import { page, redirect, withParameters } from '../pages/page.ts'
import type { World } from '../world/world.ts'

/** The scopes of Login with Amazon's own consent. SP-API's are not among them (L9). */
const profileScopes = new Set(['profile', 'profile:user_id', 'postal_code'])

/**
 * `/ap/oa`, the consent of Login with Amazon's JavaScript SDK. Its code looks like one of SP-API's, but can't be
 * exchanged for a refresh token of a seller: the classic cause of `invalid_grant … : code`.
 */
export function profileConsent(world: World, call: Call, input: URLSearchParams): Answer | Promise<Answer> {
  const application = world.applications.findByClientId(input.get('client_id') ?? '')
  const redirectUri = input.get('redirect_uri') ?? ''
  if (application === null) return problem(call, 'An unknown client was requested', 'no such client_id')
  if (!application.redirectUris.includes(redirectUri)) {
    return problem(
      call,
      'The redirect URI you provided has not been whitelisted',
      'redirect_uri is not registered',
    )
  }
  const state = input.get('state')
  const scopes = (input.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  if (scopes.length === 0 || scopes.some((scope) => !profileScopes.has(scope))) {
    const refusal = { error: 'invalid_scope', error_description: 'An unknown scope was requested', state }
    return {
      ...redirect(withParameters(redirectUri, refusal), 'a scope that is not Login with Amazon’s'),
      row: 'L9',
    }
  }
  if (call.method !== 'POST') return ask(call, application.name, input)
  return redirect(
    withParameters(redirectUri, {
      code: world.authorizations.issueProfileCode(),
      scope: scopes.join(' '),
      state,
    }),
    'a code of Login with Amazon’s own consent, not of SP-API’s',
  )
}

function ask(call: Call, name: string, input: URLSearchParams): Promise<Answer> {
  return page({
    title: 'Login with Amazon',
    host: call.host?.host ?? '',
    home: call.base,
    body: html`<section class="card">
<h1>Login with Amazon</h1>
<p>${name} asks for your name and email address.</p>
<p class="soft">This is not the consent of SP-API: its code gives no access to a selling account.</p>
<form method="post" action="${call.base}/ap/oa">
${['client_id', 'redirect_uri', 'scope', 'state'].map((name) => html`<input type="hidden" name="${name}" value="${input.get(name) ?? ''}">`)}
<div class="actions"><button>Allow</button></div>
</form>
</section>`,
  })
}

function problem(call: Call, text: string, reason: string): Promise<Answer> {
  return page({
    status: 400,
    title: 'We’re sorry',
    host: call.host?.host ?? '',
    home: call.base,
    body: html`<section class="card"><h1>We’re sorry</h1><p>${text}</p></section>`,
    reason,
  })
}
