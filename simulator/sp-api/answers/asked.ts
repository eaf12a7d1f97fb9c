import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Answer } from '../../call.ts'
import { type Order, ordersOf } from '../../stock/orders.ts'
import { type Product, productsOf } from '../../stock/products.ts'
import { refuseApi } from '../errors.ts'
import type { OperationCall } from '../operation.ts'

/** The query of a call. */
export interface Asked {
  /** Empty where it is left out. */
  one(name: string): string
  /** Values separated by commas. */
  several(name: string): readonly string[]
  /** Milliseconds since 1970; null if left out. `checkQuery` refuses invalid ones. */
  time(name: string): number | null
  /** Amazon accepts any case, such as `True`. `checkQuery` refuses everything else. */
  flag(name: string, whenLeftOut: boolean): boolean
}

/** The query of a call. */
export function askedOf({ call }: { readonly call: Pick<OperationCall['call'], 'query'> }): Asked {
  const query = new URLSearchParams(call.query)
  const one = (name: string) => query.get(name) ?? ''
  return {
    one,
    several: (name) =>
      query
        .getAll(name)
        .flatMap((text) => text.split(','))
        .filter((text) => text !== ''),
    time: (name) => (one(name) === '' ? null : Date.parse(one(name))),
    flag: (name, whenLeftOut) => (one(name) === '' ? whenLeftOut : one(name).toLowerCase() === 'true'),
  }
}

/** A refusal of marketplaces of another region (S5); null for those of this one, and for none. */
export function refuseMarketplaces({ host }: OperationCall, ids: readonly string[]): Answer | null {
  const foreign = ids.find((id) => findMarketplace(id)?.region !== host.region)
  return foreign === undefined
    ? null
    : refuseApi('S5', `${foreign.slice(0, 40)} is not a marketplace of ${host.region}`)
}

/** The caller's products; none for a token of another region. */
export function productsFor({ caller }: OperationCall): readonly Product[] {
  return caller === null || caller.isForeign ? [] : productsOf(caller.seller)
}

/** The caller's orders, as of now. */
export function ordersFor({ caller, world }: OperationCall): readonly Order[] {
  if (caller === null || caller.isForeign) return []
  return ordersOf(caller.seller, caller.grant.authorization.consentGroup, world.clock.now())
}

/** A page of a list, and the token of the next one. A token that isn't one starts at the beginning. */
export function pageOf<Row>(
  rows: readonly Row[],
  { token, size }: { readonly token: string; readonly size: number },
): { readonly rows: readonly Row[]; readonly nextToken?: string } {
  const start = Number(Buffer.from(token, 'base64url').toString()) || 0
  const end = start + size
  return {
    rows: rows.slice(start, end),
    ...(end < rows.length && { nextToken: Buffer.from(String(end)).toString('base64url') }),
  }
}

/** The page of a query. */
interface PageOfQuery {
  readonly token: string
  readonly query: string
}

/**
 * A list that continues by its token alone, in the parameter `name`: the token remembers the query, whatever is sent
 * with it or left out.
 */
export function continued({ call }: Pick<OperationCall, 'call'>, name: string) {
  const sent = askedOf({ call }).one(name)
  const { token, query } = readRemembering(sent) ?? { token: '', query: call.query }
  return {
    asked: askedOf({ call: { query } }),
    page: <Row>(rows: readonly Row[], size: number) => {
      const { nextToken, ...page } = pageOf(rows, { token, size })
      return {
        ...page,
        ...(nextToken !== undefined && { nextToken: remembering({ token: nextToken, query }) }),
      }
    },
  }
}

const remembering = (page: PageOfQuery): string => Buffer.from(JSON.stringify(page)).toString('base64url')

/** Null: it isn't such a token. */
function readRemembering(text: string): PageOfQuery | null {
  try {
    const page = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<PageOfQuery> | null
    const { token, query } = page ?? {}
    return typeof token === 'string' && typeof query === 'string' ? { token, query } : null
  } catch {
    return null
  }
}

/** "12.50". */
export const amount = (hundredths: number): string => (hundredths / 100).toFixed(2)
export const iso = (ms: number): string => new Date(ms).toISOString().replace('.000', '')

/** A whole number in a range; the fallback for everything else. */
export function sizeOf(text: string, fallback: number, most: number): number {
  const size = Number(text)
  return Number.isInteger(size) && size >= 1 && size <= most ? size : fallback
}
