import { dateClientSecret } from '#lib/applications/client-secrets.ts'
import { anchorAudit } from '#lib/audit/anchor.ts'
import { systemContext } from '#lib/context.ts'
import type { Environment } from '#lib/env.ts'
import { revokeKey } from '#lib/keys/api-keys.ts'
import { inviteOperator } from '#lib/people/invite.ts'
import { checkDueRoles } from '#lib/role-checks/check-due.ts'
import { sumUpCounts } from '#lib/state/counts.ts'
import { findPersonByEmail } from '#lib/store/people/people.ts'
import { newId } from '#lib/vault/random.ts'
import { demoRoles } from '../application.ts'
import { adminEmail, type Passwords, sellerEmail } from '../seed-people.ts'
import { goToAmazon, websiteStart } from './authorize.ts'
import { accountOf, type Cast, connect, renew } from './cast.ts'
import { changeRoles } from './change-roles.ts'
import {
  addAds,
  addCustomer,
  addOperator,
  ads,
  confirmAddress,
  dayOf,
  findMainApplication,
  setUp,
} from './company.ts'
import { type AccountName, accounts, connections } from './connections.ts'
import { openSession } from './open-session.ts'
import {
  addWebhook,
  annotate,
  connectOwnStore,
  makeAndRevokeLink,
  makeLink,
  pausePlainPaper,
  renewals,
  renewByLink,
  replaceSecret,
  reviewAccess,
  rollBackLindenhof,
  runCalls,
  turnOnEmails,
} from './operators.ts'
import type { Programs } from './programs.ts'
import { moreSellers, seededSeller } from './sellers.ts'
import { dayMs, type Stage } from './stage.ts'
import {
  cancelAtAmazon,
  connectTwice,
  disableWhileCrmIsAway,
  disconnect,
  doubt,
  giveUpLink,
  loseCode,
  meetErrorPage,
  notice,
  outage,
  refuseCode,
  refuseCredentials,
  renewAsAnother,
  useStateTwice,
} from './troubles.ts'

/** The company is a little older than a year, so that a renewal can be overdue. */
export const yearDays = 400

/** An event of the year, and how many days before the end. */
interface Scene {
  readonly daysAgo: number
  readonly play: (cast: Cast) => Promise<unknown>
}

/** Plays all scenes in order, with the days between them. */
export async function playYear(
  stage: Stage,
  programs: Programs,
  environment: Environment,
  passwords: Passwords,
): Promise<void> {
  for (const seller of [...moreSellers, ...asTheyWere]) stage.simulator.control.addSeller(seller)
  await setUp(stage, environment, passwords)
  const cast = await hire(stage, programs)
  const scenes = [
    ...openings,
    ...signUps(),
    ...connected(),
    ...renewed(),
    ...omarsMornings,
    ...roleChecks,
    ...troubles,
    ...lastDays,
  ]
  for (const { daysAgo, play } of scenes.toSorted((one, other) => other.daysAgo - one.daysAgo)) {
    await stage.passTo(stage.daysAgo(daysAgo))
    await play(cast)
    if (daysAgo < daysInDetail) await sendMessages(stage)
  }
  await stage.passTo(stage.endsAt)
  await stage.work()
  await sumUpCounts(stage.system)
  await anchorAudit(stage.system)
}

/** Messages about what happened a shorter time ago are sent immediately; the others, with the work of their day. */
const daysInDetail = 30

/** Those about single events wait half a minute for others of their kind. */
async function sendMessages(stage: Stage): Promise<void> {
  await stage.passMinutes(1)
  await stage.work()
}

/** Before their events of the year. */
const asTheyWere = [
  seededSeller('A7USNOROLE', { grantsRoles: true }),
  seededSeller('A14USDEACTIVATED', { isActive: true }),
  seededSeller('A6USSUSPENDED', {
    participations: seededSeller('A6USSUSPENDED').participations.map((participation) => ({
      ...participation,
      hasSuspendedListings: false,
    })),
  }),
]

async function hire(stage: Stage, programs: Programs): Promise<Cast> {
  const { db } = stage.services
  const [admin, seller] = await Promise.all([
    findPersonByEmail(db, adminEmail),
    findPersonByEmail(db, sellerEmail),
  ])
  const main = await findMainApplication(db)
  if (main === null) throw new Error('the environment defines an application')
  if (admin === null) throw new Error('the demo has an administrator')
  const sessionId = await openSession(db, admin.id)
  const olivia = stage.as({ kind: 'operator', personId: admin.id, role: 'admin', sessionId })
  await dateClientSecret(olivia, main.id, dayOf(olivia.now()))
  await stage.work()
  const northwind = stage.as({
    kind: 'account',
    personId: seller?.id ?? '',
    accountId: seller?.accountId ?? '',
    sessionId: newId(),
  })
  await confirmAddress(stage, northwind, sellerEmail)
  const omar = await addOperator(stage, olivia, {
    email: 'omar@example.com',
    name: 'Omar Haddad',
    role: 'operator',
  })
  await addOperator(stage, olivia, { email: 'vera@example.com', name: 'Vera Lindqvist', role: 'viewer' })
  return {
    stage,
    programs,
    olivia,
    omar: omar.ctx,
    signInAsOmar: omar.signIn,
    accounts: new Map([['northwind', northwind]]),
    applications: { main: main.id, ads: '' },
    authorizations: new Map(),
    kept: new Map(),
  }
}

const openings: readonly Scene[] = [
  { daysAgo: 399, play: turnOnEmails },
  { daysAgo: 398, play: ({ programs, olivia }) => programs.add(olivia, 'repricer') },
  { daysAgo: 397, play: ({ olivia, applications }) => changeRoles(olivia, applications.main, demoRoles) },
  { daysAgo: 361, play: ({ programs, olivia }) => programs.add(olivia, 'reports') },
  {
    daysAgo: 230,
    play: async ({ programs, olivia, kept }) => kept.set('importer', await programs.add(olivia, 'importer')),
  },
  { daysAgo: 235, play: replaceSecret },
  {
    daysAgo: 181,
    play: async (cast) => {
      cast.applications.ads = await addAds(cast.stage, cast.olivia)
    },
  },
  { daysAgo: 157, play: replaceSecret },
  { daysAgo: 60, play: ({ olivia, kept }) => revokeKey(olivia, kept.get('importer') ?? '') },
  { daysAgo: 41, play: ({ olivia }) => reviewAccess(olivia) },
]

/**
 * Refusals count once they were repeated two hours later. The last check comes so late that the demo changes no result
 * when it starts, which would fill the first page of the audit log.
 */
const roleChecks: readonly Scene[] = [6.95, 6.83, 0.9].map((daysAgo) => ({
  daysAgo,
  play: ({ stage }) => checkDueRoles(systemContext(stage.services, 'check-roles', 'schedule')),
}))

/** Before each day on which Omar runs calls. */
const omarsMornings: readonly Scene[] = [26.05, 15.45, 8.45, 1.45].map((daysAgo) => ({
  daysAgo,
  play: ({ signInAsOmar }) => signInAsOmar(),
}))

/** Each signs up on the day of their first connection. */
function signUps(): Scene[] {
  const names = (Object.keys(accounts) as AccountName[]).filter((name) => name !== 'northwind')
  return names.map((name) => {
    const first = Math.max(
      ...connections.filter(({ account }) => account === name).map(({ daysAgo }) => daysAgo),
      3,
    )
    return {
      daysAgo: first + 0.1,
      play: async (cast) =>
        cast.accounts.set(name, await addCustomer(cast.stage, accounts[name], `${name}@example.com`)),
    }
  })
}

function connected(): Scene[] {
  return connections.map((connection, index) => ({
    daysAgo: connection.daysAgo + (index % 7) / 100,
    play: (cast) => connect(cast, connection),
  }))
}

function renewed(): Scene[] {
  return renewals().map(({ daysAgo, connection }) => ({
    daysAgo: daysAgo + 0.2,
    play: (cast) =>
      connection.seller === 'A1USHARBORPINE' ? renewByLink(cast, connection) : renew(cast, connection),
  }))
}

const start = (cast: Cast, country = 'US', partner: 'seller' | 'vendor' = 'seller') =>
  websiteStart(country, { partner, applicationId: cast.applications.main })

const troubles: readonly Scene[] = [
  { daysAgo: 100, play: rollBackLindenhof },
  { daysAgo: 90, play: annotate },
  { daysAgo: 50, play: connectOwnStore },
  { daysAgo: 40.4, play: refuseCredentials },
  { daysAgo: 39, play: (cast) => makeLink(cast, 'Golden Gate Gadgets') },
  { daysAgo: 33, play: (cast) => disconnect(cast, 'A30USJUNIPER', 'US') },
  { daysAgo: 28, play: addWebhook },
  { daysAgo: 26, play: (cast) => runCalls(cast, 0) },
  { daysAgo: 20.4, play: makeAndRevokeLink },
  {
    daysAgo: 20,
    play: async ({ stage }) => stage.simulator.control.addSeller(seededSeller('A14USDEACTIVATED')),
  },
  {
    daysAgo: 18,
    play: (cast) => refuseCode(cast, accountOf(cast, 'oldtown'), start(cast, 'ZA'), 'A37ZACAPE'),
  },
  { daysAgo: 15.4, play: (cast) => runCalls(cast, 1) },
  {
    daysAgo: 14,
    play: (cast) => cancelAtAmazon(cast, accountOf(cast, 'pages'), start(cast), 'A31USWILLOW'),
  },
  {
    daysAgo: 12,
    play: async (cast) => {
      await changeRoles(cast.olivia, cast.applications.ads, demoRoles.slice(0, 3), 'missing')
      cast.stage.simulator.control.addSeller(seededSeller('A7USNOROLE'))
    },
  },
  { daysAgo: 12.4, play: outage },
  {
    daysAgo: 11,
    play: (cast) => loseCode(cast, accountOf(cast, 'desert'), start(cast, 'AE'), 'A12AERTL'),
  },
  {
    daysAgo: 10.4,
    play: (cast) => useStateTwice(cast, accountOf(cast, 'desert'), start(cast, 'AE'), 'A12AERTL'),
  },
  {
    daysAgo: 9.4,
    play: (cast) =>
      meetErrorPage(cast, accountOf(cast, 'pages'), {
        start: start(cast),
        seller: 'A13USSECONDARY',
        shown: 'SPDC8143: You are not the primary user of this account.',
      }),
  },
  { daysAgo: 9, play: pausePlainPaper },
  { daysAgo: 8.4, play: (cast) => runCalls(cast, 2) },
  {
    daysAgo: 6.8,
    play: (cast) =>
      meetErrorPage(cast, accountOf(cast, 'cascade'), {
        start: start(cast, 'US', 'vendor'),
        seller: 'NOMYA',
        shown: 'SPSA2043',
      }),
  },
  { daysAgo: 6.5, play: (cast) => notice(cast, 'A16USLAPSES', 'US') },
  { daysAgo: 5, play: (cast) => disableWhileCrmIsAway(cast, 'A28FRLOIRE', 'FR') },
]

const lastDays: readonly Scene[] = [
  { daysAgo: 2.9, play: connectTwice },
  {
    daysAgo: 2.2,
    play: async ({ stage }) => stage.simulator.control.addSeller(seededSeller('A6USSUSPENDED')),
  },
  { daysAgo: 1.9, play: renewAsAnother },
  { daysAgo: 1.4, play: (cast) => runCalls(cast, 3) },
  {
    daysAgo: 1.3,
    play: (cast) => makeLink(cast, 'Cape Provisions, Japan', { sendTo: 'oldtown@example.com' }),
  },
  { daysAgo: 1.2, play: async (cast) => cast.kept.set('willow', await giveUpLink(cast)) },
  // Amazon refuses it at SP-API first, and a week later at Login with Amazon.
  {
    daysAgo: 1.1,
    play: async ({ stage }) => stage.simulator.control.expireSecret(ads.applicationId, 7 * dayMs),
  },
  {
    daysAgo: 0.4,
    play: ({ olivia }) => inviteOperator(olivia, { email: 'nina@example.com', role: 'operator' }),
  },
  {
    daysAgo: 0.12,
    play: (cast) =>
      connect(cast, { seller: 'A15USREVOKES', account: 'ornaments', country: 'US', daysAgo: 0.12 }),
  },
  { daysAgo: 0.07, play: (cast) => notice(cast, 'A15USREVOKES', 'US') },
  {
    daysAgo: 0.02,
    play: async ({ stage, programs }) => {
      await programs.work(stage)
      await stage.maintain()
    },
  },
  { daysAgo: 0.007, play: (cast) => goToAmazon(accountOf(cast, 'pages'), cast.kept.get('willow') ?? '') },
  { daysAgo: 0.005, play: (cast) => doubt(cast, 'A29IECLOVER', 'IE') },
]
