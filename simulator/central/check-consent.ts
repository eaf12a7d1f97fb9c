import type { Application } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import type { ConsentFault } from './error-pages.ts'

export interface ConsentRequest {
  readonly application: Application
  readonly state: string
  /** As sent; null leaves the choice to Amazon, which takes the first registered one. */
  readonly redirectUri: string | null
  readonly version: string | null
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
const longestParameter = 4096

/** Checks `/apps/authorize/consent?…` before the seller is asked anything. */
export function checkConsent(world: World, parameters: URLSearchParams): ConsentRequest | ConsentFault {
  const application = checkParameters(world, parameters)
  if ('code' in application) return application
  const state = parameters.get('state') ?? ''
  if (state === '') return { code: 'MD9999', reason: 'state is missing' }
  const request = {
    application,
    state,
    redirectUri: parameters.get('redirect_uri'),
    version: parameters.get('version'),
  }
  return (
    checkApplication(application) ?? checkUse(application, request.redirectUri, request.version) ?? request
  )
}

/** Checks the Appstore's Authorize Now and Re-Authorize, which start at Amazon and carry no state of ours. */
export function checkAppstore(world: World, parameters: URLSearchParams): ConsentRequest | ConsentFault {
  const application = checkParameters(world, parameters)
  if ('code' in application) return application
  return checkApplication(application) ?? { application, state: '', redirectUri: null, version: null }
}

function checkParameters(world: World, parameters: URLSearchParams): Application | ConsentFault {
  for (const name of ['application_id', 'state', 'redirect_uri', 'version']) {
    const values = parameters.getAll(name)
    if (values.length > 1) return { code: 'MD9999', reason: `${name} was sent ${values.length} times` }
    if ((values[0] ?? '').length > longestParameter) {
      return { code: 'MD9999', reason: `${name} is longer than ${longestParameter} characters` }
    }
  }
  const applicationId = parameters.get('application_id')
  if (applicationId === null) return { code: 'MD4010', reason: 'application_id is missing' }
  const mangled = applicationId.indexOf('?')
  const application = world.applications.find(
    mangled === -1 ? applicationId : applicationId.slice(0, mangled),
  )
  if (application === null) return { code: 'MD9999', reason: 'no application has this application_id' }
  if (mangled === -1) return application
  return {
    code: application.status === 'draft' ? 'MD1000' : 'MD9999',
    reason: 'the address has a second ?, so that what follows became part of application_id',
  }
}

/** Whether the application's registration allows consent at all. */
export function checkApplication(application: Application): ConsentFault | null {
  const { redirectUris, logInUri } = application
  if (redirectUris.length === 0) return { code: 'MD9100', reason: 'no Redirect URI is registered' }
  if (logInUri === null) return { code: 'MD9100', reason: 'no Login URI is registered' }
  if (/\/apps\/authorize\/consent/.test(logInUri)) {
    return { code: 'MD5100', reason: 'the consent address itself is registered as Login URI' }
  }
  const unfit = [logInUri, ...redirectUris].find((uri) => !isSecure(uri))
  if (unfit !== undefined) return { code: 'MD9999', reason: `${unfit.slice(0, 200)} is not an https address` }
  return null
}

/** Whether this redirect URI and this version fit the application. */
export function checkUse(
  application: Application,
  redirectUri: string | null,
  version: string | null,
): ConsentFault | null {
  if (application.status === 'draft' && version !== 'beta') {
    return { code: 'MD1000', reason: 'the application is a draft and version=beta was not sent' }
  }
  const used = redirectUri ?? application.redirectUris[0] ?? ''
  if (used.includes('#')) return { code: 'MD5110', reason: 'the redirect URI contains a #' }
  if (!application.redirectUris.includes(used)) {
    return { code: 'MD5101', reason: `${used.slice(0, 200)} is not registered exactly as sent` }
  }
  return null
}

/** Amazon accepts https only; on a developer's own machine, loopback may be http. */
function isSecure(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname))
}
