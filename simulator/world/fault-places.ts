import { type AmazonHost, amazonHosts } from '../hosts.ts'
import { lwaRows } from '../lwa/errors.ts'

export const endpoints = ['consent', 'confirm', 'token', 'sp-api', 'queue'] as const
export type Endpoint = (typeof endpoints)[number]

/** What decides to which requests a fault applies. */
interface Scope {
  readonly kind: string
  readonly row?: string
  readonly at?: Endpoint | undefined
  readonly host?: string | undefined
  readonly grantType?: string | undefined
  readonly sellingPartnerId?: string | undefined
}

/** The endpoints of each kind of host. No fault applies to customers' sign-in. */
const endpointsOfHosts: Readonly<Record<AmazonHost['kind'], readonly Endpoint[]>> = {
  central: ['consent', 'confirm'],
  lwa: ['token'],
  'sp-api': ['sp-api'],
  sqs: ['queue'],
  account: [],
}

/** The endpoints whose answers a kind of fault can change. */
function endpointsOfKind({ kind, row }: Scope): readonly Endpoint[] {
  switch (kind) {
    case 'refuse':
      return lwaRows.some((each) => each === row) ? ['token'] : ['sp-api']
    case 'invalid-grant':
    case 'rotate-refresh-token':
      return ['token']
    case 'bare-callback-uri':
      return ['consent']
    case 'changed-body':
      return ['token', 'sp-api', 'queue']
    default:
      return endpoints
  }
}

/** Why a fault could never apply to a request; null: it can. */
export function whyNever(fault: Scope): string | null {
  const { at, host, grantType, sellingPartnerId } = fault
  const known = host === undefined ? undefined : amazonHosts.get(host)
  if (host !== undefined && known === undefined) return `${host} is not one of Amazon’s hosts here`
  if (fault.kind === 'rotate-refresh-token' && grantType !== undefined && grantType !== 'refresh_token')
    return `${grantType} is no refresh`
  if (sellingPartnerId !== undefined && grantType === 'client_credentials')
    return 'a grantless token concerns no selling partner'
  const limits: readonly (readonly [name: string, at: readonly Endpoint[]])[] = [
    [fault.kind === 'refuse' ? `the row ${fault.row}` : fault.kind, endpointsOfKind(fault)],
    ...(at === undefined ? [] : [['at', [at]] as const]),
    ...(known === undefined ? [] : [[known.host, endpointsOfHosts[known.kind]] as const]),
    ...(grantType === undefined ? [] : [['grantType', ['token']] as const]),
    ...(sellingPartnerId === undefined
      ? []
      : [['sellingPartnerId', endpoints.filter((each) => each !== 'queue')] as const]),
  ]
  if (endpoints.some((each) => limits.every(([, allowed]) => allowed.includes(each)))) return null
  const words = limits.map(([name, allowed]) => `${name} applies to ${allowed.join(', ') || 'no endpoint'}`)
  return `it could never apply: ${words.join('; ')}`
}
