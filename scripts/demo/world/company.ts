import { defaultTokenEndpoint } from '#lib/amazon/regions.ts'
import { createApplication } from '#lib/applications/create.ts'
import { defineApplication } from '#lib/applications/define.ts'
import { distributions } from '#lib/applications/distribution.ts'
import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/database/pool.ts'
import type { Environment } from '#lib/env.ts'
import { checkKeys } from '#lib/keys/check-keys.ts'
import { acceptInvitation } from '#lib/people/accept-invitation.ts'
import { confirmEmail } from '#lib/people/confirm-email.ts'
import { inviteOperator } from '#lib/people/invite.ts'
import type { OperatorRole } from '#lib/people/operator-role.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { type ApplicationRow, listApplications } from '#lib/store/applications.ts'
import { readPerson } from '#lib/store/people/people.ts'
import { newId, randomToken } from '#lib/vault/random.ts'
import { demoRoles } from '../application.ts'
import { type Passwords, seedPeople } from '../seed-people.ts'
import { openSession } from './open-session.ts'
import type { Stage } from './stage.ts'

/** The company's second application at the simulated Amazon. */
export const ads = {
  applicationId: 'amzn1.sp.solution.8c2e7d10-4b9a-4d3c-a6f1-0e5b9c7d2a43',
  lwaClientId: 'amzn1.application-oa2-client.7b5e2f9d1c3a48608e4d6a0b9f2c1e57',
  name: 'Harbor Ads',
} as const

/** The installation's first day: its keys, its application, and the people who sign in with one click. */
export async function setUp(stage: Stage, environment: Environment, passwords: Passwords): Promise<void> {
  await checkKeys(stage.services)
  await defineApplication(stage.system, environment.application)
  await seedPeople(stage.services, passwords)
}

/** A colleague of the administrator. */
export interface Colleague {
  readonly ctx: Context
  /** Signs in, as people do each morning. */
  signIn(): Promise<unknown>
}

/** Invites a colleague, who accepts. */
export async function addOperator(
  stage: Stage,
  admin: Context,
  { email, name, role }: { readonly email: string; readonly name: string; readonly role: OperatorRole },
): Promise<Colleague> {
  const { token } = await inviteOperator(admin, { email, role })
  const password = new Secret(randomToken().slice(0, 20))
  const { personId } = await acceptInvitation(stage.visitor, { token, email, name, password })
  const ctx = stage.as({
    kind: 'operator',
    personId,
    role,
    sessionId: await openSession(stage.services.db, personId),
  })
  return { ctx, signIn: () => signIn(stage.visitor, { email, password, userAgent }) }
}

const userAgent =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** Nobody signs in with these passwords: to sign in, request a reset link by email. */
export async function addCustomer(stage: Stage, name: string, email: string): Promise<Context> {
  const { personId } = await signUp(stage.visitor, {
    email,
    name,
    password: new Secret(randomToken().slice(0, 20)),
  })
  await stage.work()
  const person = await readPerson(stage.services.db, personId)
  const accountId = person?.accountId ?? ''
  const customer = stage.as({ kind: 'account', personId, accountId, sessionId: newId() })
  await confirmAddress(stage, customer, email)
  return customer
}

/** Opens the link in the newest email, like its recipient, who is signed in. */
export async function confirmAddress(stage: Stage, seller: Context, email: string): Promise<void> {
  const response = await fetch(`${stage.mailbox.origin}/messages.json`)
  const mails = (await response.json()) as { readonly to: string; readonly text: string }[]
  const mail = mails.find(({ to, text }) => to === email && text.includes('/confirm-email#'))
  const token = /\/confirm-email#([\w-]+)/.exec(mail?.text ?? '')?.[1]
  if (token === undefined) throw new Error(`no confirmation for ${email}`)
  await confirmEmail(seller, new Secret(token))
}

/** A second product, with a client secret of its own. Returns the application's id. */
export function addAds(stage: Stage, admin: Context): Promise<string> {
  const { settings } = stage.services
  const application = stage.simulator.control.addApplication({
    ...ads,
    clientSecret: `amzn1.oa2-cs.v1.${randomToken()}`,
    status: 'published',
    redirectUris: [settings.redirectUri],
    logInUri: `${settings.appUrl}/authorize`,
    roles: demoRoles.slice(0, 2),
  })
  const secret = {
    value: new Secret(application.clientSecrets[0]?.value ?? ''),
    createdOn: dayOf(admin.now()),
  }
  return createApplication(
    admin,
    {
      spApiApplicationId: ads.applicationId,
      lwaClientId: ads.lwaClientId,
      name: ads.name,
      status: 'published',
      kind: 'public',
      isListed: false,
      isSandbox: false,
      partnerTypes: ['seller', 'vendor'],
      tokenEndpoint: defaultTokenEndpoint,
      redirectUri: settings.redirectUri,
      logInUri: `${settings.appUrl}/authorize`,
      returnAddresses: [],
      renewalTermDays: distributions.unlisted.renewalTermDays,
      renewalDueDays: 30,
      renewalWarningDays: [60, 30, 7],
      roles: demoRoles.slice(0, 2),
    },
    secret,
  )
}

/** The application that the environment defines. */
export async function findMainApplication(db: Database): Promise<ApplicationRow | null> {
  return (await listApplications(db)).find(({ definedBy }) => definedBy === 'environment') ?? null
}

/** Its day in UTC, as 2026-11-22. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
