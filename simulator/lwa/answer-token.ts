import type { Answer } from '../call.ts'
import { matchSecret } from '../world/applications.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { refuseToken } from './errors.ts'
import { exchangeCode } from './exchange-code.ts'
import { grantless } from './grantless.ts'
import { type GrantType, longest, requiredParameters, type TokenRequest } from './grants.ts'
import type { TokenParameters } from './read-parameters.ts'
import { refresh } from './refresh.ts'

const grants: Readonly<Record<GrantType, (world: World, request: TokenRequest) => Answer>> = {
  authorization_code: exchangeCode,
  refresh_token: refresh,
  client_credentials: grantless,
}

const isGrantType = (text: string): text is GrantType => Object.hasOwn(grants, text)

/** `POST /auth/o2/token`: reads, authenticates the client, then grants. */
export function answerToken(world: World, read: TokenParameters, faults: readonly Fault[]): Answer {
  const grantType = read.values.get('grant_type') ?? ''
  if (read.malformed) return refuseToken('L7 malformed', 'the body is not a JSON object')
  if (read.invalid !== null) {
    return refuseToken('L7 invalid', 'sent twice, or not as text', read.invalid.slice(0, 60))
  }
  if (grantType === '') return refuseToken('L6', read.unread ?? 'no grant_type was sent')
  if (!isGrantType(grantType)) return refuseToken('L6', `grant_type is “${grantType.slice(0, 60)}”`)
  const refusal = refuseParameters(read.values, grantType)
  if (refusal !== null) return refusal

  const client = authenticate(world, read.values)
  if (typeof client === 'string') return refuseToken('L5', client)
  if (faults.some((fault) => fault.kind === 'invalid-grant' && world.faults.takeEffect(fault))) {
    return refuseToken(grantType === 'refresh_token' ? 'L3' : 'L1', 'a fault: invalid-grant')
  }
  const parameter = (name: string) => read.values.get(name) ?? ''
  return grants[grantType](world, { ...client, parameter, faults })
}

function refuseParameters(values: ReadonlyMap<string, string>, grantType: GrantType): Answer | null {
  for (const name of requiredParameters[grantType]) {
    if ((values.get(name) ?? '') === '') {
      return refuseToken('L7 missing', `${name} is missing or empty`, name)
    }
  }
  for (const [name, bytes] of Object.entries(longest)) {
    if (Buffer.byteLength(values.get(name) ?? '') > bytes) {
      return refuseToken('L7 invalid', `${name} is longer than ${bytes} bytes`, name)
    }
  }
  if (grantType === 'refresh_token' && values.has('scope')) {
    return refuseToken('L8', 'scope does not belong into a refresh')
  }
  return null
}

type Client = Pick<TokenRequest, 'application' | 'clientSecret'>

/** The client, or why it is refused. */
function authenticate(world: World, values: ReadonlyMap<string, string>): Client | string {
  const id = values.get('client_id') ?? ''
  const application = world.applications.findByClientId(id)
  if (application === null) {
    return /^amzn1\.(sp\.solution|sellerapps\.app)\./.test(id)
      ? 'the application id was sent as client_id'
      : 'no application has this client_id'
  }
  const secret = values.get('client_secret') ?? ''
  if (secret === '') return { application, clientSecret: null }
  const clientSecret = matchSecret(application, secret, {
    now: world.clock.now(),
    settings: world.settings,
  })
  if (clientSecret !== null) return { application, clientSecret }
  const known = application.clientSecrets.some((each) => each.value === secret)
  return known ? 'this client secret has expired' : 'the client secret is wrong'
}
