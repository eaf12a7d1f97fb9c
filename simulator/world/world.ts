import type { Clock } from '../clock.ts'
import { type Applications, createApplications } from './applications.ts'
import { type Authorizations, createAuthorizations } from './authorizations.ts'
import { createFaults, type Faults } from './faults.ts'
import { createHops, type Hops } from './hops.ts'
import { createNotifications, type Notifications } from './notifications.ts'
import { createReceived, type Received } from './received.ts'
import { seededSellers } from './sellers.ts'
import type { Seller, Settings } from './shapes.ts'
import { type Buckets, createBuckets } from './token-buckets.ts'
import { createTokenMint, type TokenMint } from './token-mint.ts'

/** Everything that one simulator knows. Nothing is kept outside of it. */
export interface World {
  readonly clock: Clock
  readonly settings: Settings
  readonly applications: Applications
  readonly sellers: Map<string, Seller>
  readonly authorizations: Authorizations
  readonly hops: Hops
  readonly notifications: Notifications
  readonly buckets: Buckets
  readonly mint: TokenMint
  readonly faults: Faults
  readonly received: Received
}

export const defaultSettings: Settings = {
  disablingEndsAccessTokens: true,
  otherRegion: 'forbidden',
  refreshTokensLapseAfterDays: null,
  reauthorizingEndsEarlierTokens: false,
  foreignCode: 'invalid_grant',
  cancelGoesBack: false,
  unlistedConsentLimit: 25,
}

export function createWorld(clock: Clock, sellers: readonly Seller[] = seededSellers): World {
  return {
    clock,
    settings: { ...defaultSettings },
    applications: createApplications(clock.now),
    sellers: new Map(sellers.map((seller) => [seller.sellingPartnerId, seller])),
    authorizations: createAuthorizations(clock.now),
    hops: createHops(clock.now),
    notifications: createNotifications(),
    buckets: createBuckets(clock.now),
    mint: createTokenMint(),
    faults: createFaults(),
    received: createReceived(),
  }
}
