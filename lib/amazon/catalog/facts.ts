import type { Region } from '../regions.ts'
import type { GrantlessScope } from '../scopes.ts'
import type { PersonalWhen } from './personal.ts'

/** A parameter of an operation, as Amazon's model declares it. */
export interface ParameterFacts {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  /** An array is sent as one value, with commas. */
  readonly type: 'string' | 'string[]' | 'integer' | 'number' | 'boolean'
  readonly required: boolean
  /** Such as `date-time`, `date`, `boolean`, or a pattern. */
  readonly format: string | null
  readonly enum: readonly string[] | null
  /** The most values of an array. */
  readonly max: number | null
  /** Amazon refuses it together with any other parameter. */
  readonly alone: boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** An operation of SP-API, as the catalog describes it. */
export interface OperationFacts {
  /** Unique, unlike `id`: two versions of an API often share it. */
  readonly key: string
  readonly id: string
  readonly api: string
  readonly version: string
  readonly method: Method
  /** With `{names}` where values belong. */
  readonly path: string
  readonly parameters: readonly ParameterFacts[]
  readonly body: boolean
  /** Requests per second, and the burst after a pause. Null where Amazon publishes none. */
  readonly rate: number | null
  readonly burst: number | null
  /** It only reads. */
  readonly readOnly: boolean
  readonly sandboxOnly: boolean
  /** The sandbox supports it. */
  readonly sandbox: boolean
  readonly deprecated: boolean
  /** It returns personal data, for which Amazon expects a restricted data token. */
  readonly restricted: boolean
  /** It always returns personal data: with a restricted data token if it is `restricted`, else with an ordinary one. */
  readonly isPersonal: boolean
  /** When it returns personal data with an ordinary token; null: never, or always. */
  readonly personalWhen: PersonalWhen | null
  readonly dataElements: readonly string[] | null
  /** `pii`: it answers without such a token too, but leaves personal data out. `reportType`: for some reports only. */
  readonly restrictedWhen: 'pii' | 'reportType' | null
  /** Any one of them is enough. Empty: none needed. Null: unknown. */
  readonly roles: readonly string[] | null
  /** Roles that count in some regions only. */
  readonly rolesRegional: Readonly<Record<string, readonly Region[]>>
  /** A parameter that decides whether a second role is needed. */
  readonly rolesDependOn: 'reportType' | 'feedType' | 'notificationType' | 'dataset' | null
  /** Null: all of them. */
  readonly regions: readonly Region[] | null
  /** The scope of the grantless token that it needs; null: it needs the selling partner's. */
  readonly grantless: GrantlessScope | null
  /** Null: unknown. */
  readonly for: 'seller' | 'vendor' | 'both' | null
  /** The day on which Amazon removes it, ISO 8601. */
  readonly withdrawn: string | null
  /** The key of the operation to use instead. */
  readonly replacedBy: string | null
}
