import { desc, eq } from 'drizzle-orm'
import { audit } from '#drizzle/schema.ts'
import { createAmazon } from '#lib/amazon/client.ts'
import { createOrigins } from '#lib/amazon/origins.ts'
import { plainBranding } from '#lib/branding/defaults.ts'
import type { Actor, Context } from '#lib/context.ts'
import { createSignals } from '#lib/database/signals.ts'
import type { ErrorCode } from '#lib/errors.ts'
import { send } from '#lib/http.ts'
import { createJobs } from '#lib/jobs/queue.ts'
import { createLog } from '#lib/log.ts'
import { noNetworks } from '#lib/outbound/address.ts'
import { createPostOutbound } from '#lib/outbound/post.ts'
import { acceptInvitation } from '#lib/people/accept-invitation.ts'
import { confirmWithPassword } from '#lib/people/confirm.ts'
import { inviteOperator } from '#lib/people/invite.ts'
import { type CurrentSession, findActor } from '#lib/people/sessions.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { Secret } from '#lib/secret.ts'
import { type Services, signalChannels } from '#lib/services.ts'
import { createKeyRing } from '#lib/vault/key-ring.ts'
import { randomToken } from '#lib/vault/random.ts'
import type { TestDatabase } from '../fixtures/database.ts'

export const goodPassword = 'plumbago-Tuesday-51-kelp'

/** The use cases about people, with a separate clock and address for each world. */
export function createPeopleWorld(
  { db, location }: TestDatabase,
  providers: Services['providers'] = { operators: null, sellers: null },
) {
  let now = new Date('2026-11-22T12:00:00.000Z')
  const log = createLog('error', 'test')
  const services: Services = {
    db,
    keyRing: createKeyRing('test', [{ id: 'k1', key: new Secret(randomToken()) }]),
    amazon: createAmazon(send, createOrigins(null), 'test', () => now),
    jobs: createJobs(location, log),
    providers,
    mail: null,
    log,
    signals: createSignals(location, signalChannels, log),
    postOutbound: createPostOutbound(noNetworks),
    settings: {
      appUrl: 'https://gatehouse.example.com',
      redirectUri: 'https://gatehouse.example.com/sp-api/auth',
      ...plainBranding,
      companyName: 'Acme Tools',
      supportEmail: null,
      securityContacts: [],
      signUpOpen: true,
      secondFactorRoles: [],
      keepPreviousTokenDays: 30,
      keepQuarantineDays: 30,
      deleteSellersAfterDays: 0,
      outboundAllowedNetworks: noNetworks,
    },
    now: () => now,
    realNow: () => now,
  }

  const as = (actor: Actor, address: string | null = '192.0.2.1'): Context => ({
    ...services,
    actor,
    requestId: 'test-request',
    address,
  })
  const visitor = (address?: string | null): Context => as({ kind: 'visitor' }, address)
  const system = as({ kind: 'system', job: 'test' }, null)

  return {
    services,
    as,
    visitor,
    system,
    passMs: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    /** Creates an operator by an invitation, as people do. */
    addOperator: async (email: string, role: 'viewer' | 'operator' | 'admin') => {
      const { token } = await inviteOperator(system, { email, role })
      const { personId } = await acceptInvitation(system, {
        token,
        name: email,
        email,
        password: new Secret(goodPassword),
      })
      return personId
    },
    /** Signs in and returns the actor that a route would see. */
    enter: async (
      email: string,
      address?: string,
    ): Promise<CurrentSession & { token: Secret; ctx: Context }> => {
      const { sessionToken } = await signIn(visitor(address), {
        email,
        password: new Secret(goodPassword),
        userAgent: 'Test browser',
      })
      const found = await findActor(services, sessionToken)
      if (found === null) throw new Error('a fresh session is not open')
      return { ...found, token: sessionToken, ctx: as(found.actor, address) }
    },
    /** What a route would see with this session. */
    contextOf: async (sessionToken: Secret): Promise<Context> => {
      const found = await findActor(services, sessionToken)
      if (found === null) throw new Error('the session is not open')
      return as(found.actor)
    },
    /** As after `enter`: for actions that require a confirmation once the clock has moved. */
    confirm: (ctx: Context) => confirmWithPassword(ctx, new Secret(goodPassword)),
    /** The actions about one record, newest first. */
    trace: async (targetId: string) => {
      const rows = await db.select().from(audit).where(eq(audit.targetId, targetId)).orderBy(desc(audit.id))
      return rows.map(({ action }) => action)
    },
  }
}

/** For `rejects.toThrow`: the message of an AppError begins with its code. */
export const refusal = (code: ErrorCode): RegExp => new RegExp(`^${code}:`)
