import type { PartnerType } from '#lib/amazon/marketplaces.ts'
import type { Region } from '#lib/amazon/regions.ts'
import type { Answer, Call } from '../call.ts'
import type { ApiHost } from '../hosts.ts'
import type { GrantlessScope } from '../lwa/scopes.ts'
import type { Application, Grant, Seller } from '../world/shapes.ts'
import type { Rate } from '../world/token-buckets.ts'
import type { World } from '../world/world.ts'

export type Access =
  | {
      readonly kind: 'seller'
      /** With any one of these, an application can call it; null, or none for the region: no role is needed. */
      readonly roles: readonly string[] | null
      /** Further roles that count in some regions only. */
      readonly regionalRoles?: Readonly<Record<string, readonly Region[]>>
      readonly partnerTypes: readonly PartnerType[]
      /** Personal data: whether a restricted data token is required, or returns more. */
      readonly restricted?: 'always' | 'sometimes'
    }
  | { readonly kind: 'grantless'; readonly scope: GrantlessScope }

/** One operation of SP-API: its facts, and its answer to a caller who was admitted. */
export interface Operation {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Null: Amazon publishes none, so none applies. */
  readonly rate: Rate | null
  readonly access: Access
  /** Left out: all three. */
  readonly regions?: readonly Region[]
  /** Whether the sandbox has it, or only the sandbox. */
  readonly sandbox: 'yes' | 'no' | 'only'
  readonly takesBody?: boolean
  readonly answer: (request: OperationCall) => Answer
}

export interface OperationCall {
  readonly world: World
  readonly call: Call
  readonly host: ApiHost
  readonly application: Application
  /** Null for a grantless operation. */
  readonly caller: Caller | null
  /** A parameter of the path. */
  readonly parameter: (name: string) => string
  /** The parsed JSON; null for an operation without a body. */
  readonly body: unknown
}

export interface Caller {
  readonly grant: Grant
  readonly seller: Seller
  /** The token is of another region, and the world allows that. */
  readonly isForeign: boolean
}
