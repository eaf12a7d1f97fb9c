import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { randomHex } from '../random.ts'
import { newSecretMessage } from './queue-messages.ts'
import { rolesNamed } from './roles.ts'
import type { Application, ClientSecret, QueueMessage, Settings } from './shapes.ts'

const dayMs = 86_400_000
export const secretLifeDays = 180
export const secretOverlapDays = 7

const mostApplications = 1000

const uri = z.string().min(1).max(2048)

/** By their names, such as `Product Listing`; `all` is every role. */
export const rolesShape = z.array(z.string().max(100)).max(50)

/** The facts of an application; those left out have the values of `defaultApplication`. */
export const applicationShape = z.strictObject({
  applicationId: z
    .string()
    .regex(/^amzn1\.(sellerapps\.app|sp\.solution)\.[\w-]{1,100}$/)
    .default('amzn1.sp.solution.5f0c1a52-6c1e-4f5e-9d55-1d6c0f7a9e01'),
  lwaClientId: z
    .string()
    .regex(/^amzn1\.application-oa2-client\.\w{1,70}$/)
    .default('amzn1.application-oa2-client.3d1f0a8c5b7e4926a1c04f5e6d7b8a90'),
  clientSecret: z
    .string()
    .min(16)
    .max(200)
    .default('amzn1.oa2-cs.v1.6b1f4c0e9a7d3852f0c1b2a39485766758493a2b1c0d9e8f7a6b5c4d3e2f1a0b'),
  name: z.string().min(1).max(200).default('Gatehouse Demo'),
  status: z.enum(['draft', 'published']).default('draft'),
  listed: z.boolean().default(false),
  partnerTypes: z
    .array(z.enum(['seller', 'vendor']))
    .min(1)
    .default(['seller', 'vendor']),
  redirectUris: z.array(uri).max(50).default(['http://localhost:3000/sp-api/auth']),
  logInUri: uri.nullable().default('http://localhost:3000/authorize'),
  logInHop: z.enum(['draft', 'always', 'never']).default('draft'),
  enrolledForRotation: z.boolean().default(false),
  queuePolicyAllows: z
    .array(z.string().regex(/^\d{12}$/))
    .max(10)
    .default(['437568002678']),
  roles: rolesShape.default(['Selling Partner Insights', 'Product Listing']),
})

export type ApplicationFacts = z.input<typeof applicationShape>

export interface Applications {
  /**
   * Replaces an application of the same id. Throws ZodError with the shape's words, RangeError for a client id in use
   * or an unknown role.
   */
  add(facts: ApplicationFacts): Application
  /** As `add`, but a known application keeps its secrets, their dates, and all values that `facts` leave out. */
  register(facts: ApplicationFacts): Application
  /** Those registered since the start come first, in that order. */
  all(): readonly Application[]
  /** By their numbers. */
  records(): readonly Application[]
  find(applicationId: string): Application | null
  findByClientId(lwaClientId: string): Application | null
  findByNumber(number: number): Application | null
  /** A new secret; the previous one works for seven more days. */
  rotateSecret(application: Application): ClientSecret
  /** Throws RangeError for an unknown role. */
  setRoles(application: Application, roles: readonly string[]): void
  /** The newest secret ends now for SP-API, and for Login with Amazon at `refusedAt`. */
  expireSecret(application: Application, refusedAt: number): void
  /** A message arrives on the application's queue. */
  notify(application: Application, message: QueueMessage): void
  /** The reader of the queue deleted a message. */
  unqueue(application: Application, notificationId: string): void
}

export function createApplications(
  now: () => number,
  changed: () => void,
  kept: readonly Application[],
): Applications {
  const byNumber = [...kept]
  const byId = new Map(byNumber.map((application) => [application.applicationId, application]))
  const registeredIds = new Set<string>()
  const findByClientId = (id: string) => byNumber.find((each) => each.lwaClientId === id) ?? null
  const parse = (facts: ApplicationFacts) => {
    const parsed = applicationShape.parse(facts)
    const owner = findByClientId(parsed.lwaClientId)
    if (owner !== null && owner.applicationId !== parsed.applicationId) {
      throw new RangeError(`The client id ${parsed.lwaClientId} belongs to ${owner.applicationId}.`)
    }
    return { ...parsed, roles: rolesNamed(parsed.roles) }
  }
  const add = (facts: ApplicationFacts) => {
    const { clientSecret, ...described } = parse(facts)
    if (byNumber.length >= mostApplications) throw new RangeError('There are too many applications.')
    const earlier = byId.get(described.applicationId)
    const number = earlier?.number ?? byNumber.length
    const application = { ...described, number, clientSecrets: [newSecret(clientSecret, now())], queue: [] }
    byId.set(application.applicationId, application)
    byNumber[number] = application
    changed()
    return application
  }
  /** Earlier secrets have seven more days. */
  const addSecret = (application: Application, value: string) => {
    const at = now()
    const overlapEndsAt = at + secretOverlapDays * dayMs
    for (const secret of application.clientSecrets) {
      secret.expiresAt = Math.min(secret.expiresAt, overlapEndsAt)
      secret.refusedAt = Math.min(secret.refusedAt, overlapEndsAt)
    }
    const secret = newSecret(value, at)
    application.clientSecrets.unshift(secret)
    if (application.enrolledForRotation) {
      application.queue.push(newSecretMessage(application, secret, overlapEndsAt, at))
    }
    changed()
    return secret
  }
  return {
    add,
    register(facts) {
      const { clientSecret, ...described } = parse(facts)
      registeredIds.add(described.applicationId)
      const known = byId.get(described.applicationId)
      if (known === undefined) return add(facts)
      const given = new Map(Object.entries(facts))
      const told = Object.entries(described).filter(([name]) => given.get(name) !== undefined)
      Object.assign(known, Object.fromEntries(told))
      const isNew = !known.clientSecrets.some(({ value }) => value === clientSecret)
      if (isNew && facts.clientSecret !== undefined) addSecret(known, clientSecret)
      changed()
      return known
    },
    all() {
      const others = byNumber.filter(({ applicationId }) => !registeredIds.has(applicationId))
      return [...[...registeredIds].flatMap((id) => byId.get(id) ?? []), ...others]
    },
    records: () => byNumber,
    find: (applicationId) => byId.get(applicationId) ?? null,
    findByClientId,
    findByNumber: (number) => byNumber[number] ?? null,
    rotateSecret: (application) => addSecret(application, `amzn1.oa2-cs.v1.${randomHex(32)}`),
    setRoles(application, roles) {
      application.roles = rolesNamed(roles)
      changed()
    },
    expireSecret({ clientSecrets }, refusedAt) {
      const [newest] = clientSecrets
      if (newest === undefined) return
      Object.assign(newest, { expiresAt: now(), refusedAt, isExpired: true })
      changed()
    },
    notify(application, message) {
      application.queue.push(message)
      changed()
    },
    unqueue({ queue }, id) {
      const place = queue.findIndex(({ notificationMetadata }) => notificationMetadata.notificationId === id)
      if (place !== -1) queue.splice(place, 1)
      changed()
    },
  }
}

function newSecret(value: string, createdAt: number): ClientSecret {
  const expiresAt = createdAt + secretLifeDays * dayMs
  return { value, expiresAt, refusedAt: expiresAt + secretOverlapDays * dayMs, isExpired: false }
}

/** A secret by its number, which stays the same: they are counted from the oldest, which is 0. */
export function numberedSecret({ clientSecrets }: Application, number: number): ClientSecret | undefined {
  return clientSecrets.at(-1 - number)
}

/** Whether the secret of this number never ends: the newest one, if `settings` say so. */
export function isSecretEndless(
  application: Application,
  number: number,
  { clientSecretsEnd }: Settings,
): boolean {
  const isNewest = number === application.clientSecrets.length - 1
  return !clientSecretsEnd && isNewest && numberedSecret(application, number)?.isExpired === false
}

/** Whether the secret of this number has ended, for SP-API or for Login with Amazon. */
export function isSecretOver(
  application: Application,
  number: number,
  end: 'expiresAt' | 'refusedAt',
  { now, settings }: { readonly now: number; readonly settings: Settings },
): boolean {
  const endsAt = numberedSecret(application, number)?.[end] ?? 0
  return !isSecretEndless(application, number, settings) && now >= endsAt
}

/** The number of the secret that equals `text`; null when there isn't one or Login with Amazon no longer accepts it. */
export function matchSecret(
  application: Application,
  text: string,
  at: { readonly now: number; readonly settings: Settings },
): number | null {
  const given = Buffer.from(text)
  const position = application.clientSecrets.findIndex((secret) => {
    const value = Buffer.from(secret.value)
    return value.length === given.length && timingSafeEqual(value, given)
  })
  const number = application.clientSecrets.length - 1 - position
  return position === -1 || isSecretOver(application, number, 'refusedAt', at) ? null : number
}
