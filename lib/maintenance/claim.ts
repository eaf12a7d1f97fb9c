import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { leases } from '../leases.ts'
import { type Claim, claimDue, claimFirst, listRefusedApplications } from '../store/maintenance.ts'
import { countTry } from '../store/throttle.ts'

const probeEveryMs = 60_000

export interface Room {
  readonly inAll: number
  readonly perApplication: number
  /** What is being looked after already, by application. */
  readonly busy: Readonly<Record<string, number>>
}

/** As much of what is due as there is room for, those in use first. */
export async function claimWork(ctx: Context, { inAll, perApplication, busy }: Room): Promise<Claim[]> {
  const now = ctx.now()
  const limits = {
    now,
    until: new Date(now.getTime() + leases.maintenance.lastsMs),
    mostPerApplication: perApplication,
  }
  const used = await claimDue(autocommit(ctx.db), false, { ...limits, most: inAll, busy })
  if (used.length === inAll) return used
  const busier = { ...busy }
  for (const { applicationId } of used) busier[applicationId] = (busier[applicationId] ?? 0) + 1
  return [
    ...used,
    ...(await claimDue(autocommit(ctx.db), true, { ...limits, most: inAll - used.length, busy: busier })),
  ]
}

/**
 * While Amazon refuses an application's credentials, one of its authorizations a minute, whatever the number of
 * workers: so that the end of it is noticed, and no seller is asked about in vain.
 */
export async function claimProbes(ctx: Context): Promise<Claim[]> {
  const now = ctx.realNow()
  const probes: Claim[] = []
  for (const applicationId of await listRefusedApplications(ctx.db)) {
    const endsAt = new Date(now.getTime() + probeEveryMs)
    const { count } = await countTry(autocommit(ctx.db), `probe ${applicationId}`, now, endsAt)
    const claim =
      count > 1
        ? null
        : await claimFirst(
            autocommit(ctx.db),
            applicationId,
            new Date(ctx.now().getTime() + leases.maintenance.lastsMs),
          )
    if (claim !== null) probes.push(claim)
  }
  return probes
}
