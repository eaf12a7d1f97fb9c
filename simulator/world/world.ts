import { type Clock, createClock } from '../clock.ts'
import { type Applications, createApplications } from './applications.ts'
import { type AuthorizationRecords, type Authorizations, createAuthorizations } from './authorizations.ts'
import { endOf } from './dead-reason.ts'
import { createDirectory, type Directory } from './directory.ts'
import { createFaults, type Faults } from './faults.ts'
import { createLogInHops, type LogInHops } from './log-in-hops.ts'
import { createNotifications, type NotificationRecords, type Notifications } from './notifications.ts'
import { createReceived, type Received } from './received.ts'
import { seededSellers } from './sellers.ts'
import { createSettings, type SomeSettings } from './settings.ts'
import type { Application, LogInHop, Seller, Settings } from './shapes.ts'
import { type Buckets, createBuckets } from './token-buckets.ts'
import { createTokenMint, type TokenMint } from './token-mint.ts'

/** The whole world of one simulator. Nothing is kept outside of it. */
export interface World {
  readonly clock: Clock
  readonly settings: Settings
  readonly applications: Applications
  readonly sellers: Directory
  readonly authorizations: Authorizations
  readonly hops: LogInHops
  readonly notifications: Notifications
  readonly buckets: Buckets
  readonly mint: TokenMint
  readonly faults: Faults
  readonly received: Received
  /** The restricted resources by token. Such tokens live an hour, so they are forgotten with the process. */
  readonly restrictedResources: Map<string, readonly RestrictedResource[]>
  /** Everything is as it was when the world was created. Clock and settings stay the same objects, the others don't. */
  reset(): void
}

export interface RestrictedResource {
  readonly method: string
  readonly path: string
}

/** The part of a world that can outlive its process. Faults, received requests and rate buckets don't. */
export interface WorldRecords {
  readonly clockOffsetMs: number
  readonly settings: SomeSettings
  readonly applications: readonly Application[]
  /** Those that were added to the seeded ones. */
  readonly sellers: readonly Seller[]
  readonly authorizations: AuthorizationRecords
  readonly hops: readonly LogInHop[]
  readonly notifications: NotificationRecords
  /** Null: a new one, so that no earlier access token is known. */
  readonly mintKey: string | null
}

const nothing: WorldRecords = {
  clockOffsetMs: 0,
  settings: {},
  applications: [],
  sellers: [],
  authorizations: { authorizations: [], grants: [], codes: [] },
  hops: [],
  notifications: { destinations: [], subscriptions: [] },
  mintKey: null,
}

export interface WorldOptions {
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined
  readonly sellers?: readonly Seller[] | undefined
  readonly kept?: WorldRecords | null
  /** Called for each change of the result of `recordsOf`. */
  readonly changed?: () => void
}

export function createWorld(options: WorldOptions = {}): World {
  const { now = Date.now, sellers = seededSellers, changed = () => {} } = options
  const kept = options.kept ?? nothing
  const clock = createClock(now, kept.clockOffsetMs, changed)
  const settings = createSettings(changed, kept.settings)
  const initialSettings = { ...settings }
  const begin = () => createParts(clock, settings, { sellers, changed, kept: structuredClone(kept) })
  const world: World = {
    clock,
    settings,
    ...begin(),
    reset() {
      clock.reset()
      Object.assign(settings, initialSettings)
      Object.assign(world, begin())
      changed()
    },
  }
  return world
}

/** Everything but the clock and the settings, which a program may hold on to. */
function createParts(
  clock: Clock,
  settings: Settings,
  {
    sellers,
    changed,
    kept,
  }: Required<Pick<WorldOptions, 'changed'>> & {
    readonly sellers: readonly Seller[]
    readonly kept: WorldRecords
  },
) {
  const applications = createApplications(clock.now, changed, kept.applications)
  const directory = createDirectory(sellers, changed, kept.sellers)
  return {
    applications,
    sellers: directory,
    authorizations: createAuthorizations(clock.now, changed, kept.authorizations, {
      rolesOf: (id) => applications.find(id)?.roles ?? null,
      endOf: (authorization) => endOf({ clock, settings, sellers: directory }, authorization),
      endsEarlierTokens: () => settings.reauthorizingEndsEarlierTokens,
    }),
    hops: createLogInHops(clock.now, changed, kept.hops),
    notifications: createNotifications(changed, kept.notifications),
    buckets: createBuckets(clock.now),
    mint: createTokenMint(kept.mintKey),
    faults: createFaults(clock.now),
    received: createReceived(),
    restrictedResources: new Map<string, readonly RestrictedResource[]>(),
  }
}

export function recordsOf(world: World): WorldRecords {
  return {
    clockOffsetMs: world.clock.offsetMs(),
    settings: world.settings,
    applications: world.applications.records(),
    sellers: world.sellers.added(),
    authorizations: world.authorizations.records(),
    hops: world.hops.all(),
    notifications: world.notifications.records(),
    mintKey: world.mint.key,
  }
}
