import { type Clock, isMoment } from '../clock.ts'
import type { ApplicationFacts } from '../world/applications.ts'
import type { Fault, FaultFacts } from '../world/faults.ts'
import type { ReceivedRequest } from '../world/received.ts'
import type { Application, Authorization, ClientSecret, Seller, Settings } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { type DirectGrant, type DirectRequest, grantDirectly } from './grant-directly.ts'
import {
  announceSecretExpiry,
  disableAuthorization,
  enableAuthorization,
  lapseAuthorization,
  lockApplication,
} from './steer.ts'

export interface ReceivedFilter {
  /** An Amazon host, such as api.amazon.com. */
  readonly host?: string
  readonly path?: string
}

/**
 * A clock that another program follows. It only moves forward: otherwise, work that the program has planned would never
 * be due.
 */
export interface FollowedClock {
  /** How far it is ahead of real time at the start, in milliseconds. */
  readonly aheadMs: number
  /** Moves the other program's clock; if this fails, the simulator's clock stays, too. */
  move(aheadMs: number): Promise<void>
}

/** An event that another program triggers here and on its own side. */
export interface Scenario {
  readonly id: string
  readonly label: string
  readonly text: string
  /** Resolves with the address that shows the effect. Throws RangeError with words for people. */
  play(): Promise<string>
}

/** The changes to the world that a test, the JSON endpoint and the control page can make. */
export interface Control {
  readonly clock: Clock
  /** Whether another program follows this clock. */
  readonly isClockFollowed: boolean
  /** Moves the clock, and the clocks that follow it. Throws RangeError. */
  moveClock(byMs: number): Promise<void>
  sellers(): readonly Seller[]
  /** Adds a seller or vendor, or replaces the one of the same id. */
  addSeller(seller: Seller): void
  /** Those registered at the start come first. */
  applications(): readonly Application[]
  /** Adds an application, or replaces the one of the same id. Throws ZodError. */
  addApplication(facts: ApplicationFacts): Application
  /** A new client secret; the previous one works for seven more days. Throws when the application is unknown. */
  rotateSecret(applicationId: string): ClientSecret
  /**
   * The newest client secret has expired: SP-API refuses it from now on, and Login with Amazon after `graceMs`. Throws
   * when the application is unknown.
   */
  expireSecret(applicationId: string, graceMs?: number): void
  /**
   * The roles that it has from now on; `all` is every role. A new one counts from the next consent. Throws when the
   * application or a role is unknown.
   */
  setRoles(applicationId: string, roles: readonly string[]): void
  /** Puts Amazon's notice that the newest secret will expire into the application's queue. */
  announceSecretExpiry(applicationId: string): void
  authorizations(): readonly Authorization[]
  /** The seller disables it in Manage Your Apps. Throws when the id is unknown, like the next two. */
  disable(authorizationId: string): void
  enable(authorizationId: string): void
  /** The term has ended; only a new consent helps. */
  lapse(authorizationId: string): void
  /** Consent without a browser: an authorization code as the redirect URI would get it. */
  issueCode(request: DirectRequest): DirectGrant & { readonly code: string }
  /** Consent and exchange without a browser. */
  issueRefreshToken(request: DirectRequest): DirectGrant & { readonly refreshToken: string }
  readonly settings: Settings
  /** Throws ZodError with the shape's words when the definition is wrong. */
  addFault(facts: FaultFacts): Fault
  removeFault(id: string): boolean
  clearFaults(): void
  faults(): readonly Fault[]
  /** The clients' requests, oldest first: the last 2,000, bodies up to 16 kB. */
  received(filter?: ReceivedFilter): readonly ReceivedRequest[]
  clearReceived(): void
  /** Fills every rate bucket. */
  refillBuckets(): void
  /**
   * Everything is as it was at the start: clock, settings, applications, sellers, authorizations, faults, rate buckets
   * and received requests. Tokens and codes from before are unknown. Throws RangeError if another program follows the
   * clock.
   */
  reset(): void
}

/** `begin` repeats what the start did to the new world. */
export function createControl(world: World, begin: () => void, followed?: FollowedClock): Control {
  let moving = Promise.resolve()
  async function moveClock(byMs: number): Promise<void> {
    if (!isMoment(world.clock.now() + byMs))
      throw new RangeError('The clock must stay between 1970 and 9999.')
    if (followed !== undefined && byMs < 0)
      throw new RangeError('Gatehouse uses this clock, too: it only moves forward.')
    await followed?.move(world.clock.offsetMs() + byMs)
    world.clock.advance(byMs)
  }
  return {
    clock: world.clock,
    isClockFollowed: followed !== undefined,
    // Serialized: each move starts where the previous one ended.
    moveClock: (byMs) => {
      const moved = moving.then(() => moveClock(byMs))
      moving = moved.catch(() => {})
      return moved
    },
    settings: world.settings,
    sellers: () => [...world.sellers.values()],
    addSeller: (seller) => world.sellers.add(seller),
    applications: () => world.applications.all(),
    addApplication: (facts) => world.applications.add(facts),
    rotateSecret: (applicationId) => world.applications.rotateSecret(lockApplication(world, applicationId)),
    expireSecret: (applicationId, graceMs = 0) =>
      world.applications.expireSecret(lockApplication(world, applicationId), world.clock.now() + graceMs),
    setRoles: (applicationId, roles) =>
      world.applications.setRoles(lockApplication(world, applicationId), roles),
    announceSecretExpiry: (applicationId) => announceSecretExpiry(world, applicationId),
    authorizations: () => world.authorizations.all(),
    disable: (id) => disableAuthorization(world, id),
    enable: (id) => enableAuthorization(world, id),
    lapse: (id) => lapseAuthorization(world, id),
    issueCode: (request) => {
      const { authorization, redirectUri } = grantDirectly(world, request)
      const code = world.authorizations.issueCode(authorization, redirectUri).value
      return { authorizationId: authorization.id, redirectUri, code }
    },
    issueRefreshToken: (request) => {
      const { authorization, redirectUri } = grantDirectly(world, request)
      const { refreshToken } = world.authorizations.issueRefreshToken(authorization)
      return { authorizationId: authorization.id, redirectUri, refreshToken }
    },
    addFault: (facts) => world.faults.add(facts),
    removeFault: (id) => world.faults.remove(id),
    clearFaults: () => world.faults.clear(),
    faults: () => world.faults.all(),
    received: ({ host, path } = {}) =>
      world.received
        .all()
        .filter(
          (request) =>
            (host === undefined || request.host === host) && (path === undefined || request.path === path),
        ),
    clearReceived: () => world.received.clear(),
    refillBuckets: () => world.buckets.clear(),
    reset: () => {
      if (followed !== undefined)
        throw new RangeError('Gatehouse uses this world, too: reset the demo instead.')
      world.reset()
      begin()
    },
  }
}
